//! Asking for a person and for contact, both ways, in every language shipped.

use baton_ai::handover::{asks_for_person, wants_contact};

fn check(ask: fn(&str) -> bool, expected: bool, sayings: &str) {
    let wrong: Vec<&str> = sayings
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && ask(line) != expected)
        .collect();
    assert!(wrong.is_empty(), "expected {expected}: {wrong:#?}");
}

#[test]
fn english_requests_for_a_person() {
    check(
        asks_for_person,
        true,
        "
        human
        Agent
        AGENT!!!
        representative
        operator please
        a real person please
        human, please
        Can I talk to a human?
        can i speak to a person
        I want to talk to someone
        I'd like to speak with a representative
        let me speak to your manager
        please connect me to an agent
        Connect me with a live agent.
        transfer me to customer service
        Could you put me through to support?
        I need a human
        i need to speak to a real person now
        get me a human
        give me a real person
        is there a human I can talk to
        Is anyone there?
        is there anybody there
        can someone help me please
        I want a person, not a bot
        I'm sick of this bot
        stop the bot
        live agent please
        live chat
        customer service
        Can I chat with a human being?
        how do I speak with an actual person?
        I don't want a bot, I want a person
        I would rather talk to a human
        talk to humna
        speak to a humam
        i need an agnet
        can I get a representitive? let me talk to a person
        escalate this to a supervisor
        hand me over to a colleague
        May I speak to somebody from sales?
        why can't I talk to a human
        Hello, can I speak to a team member about my order?
        This is useless. Let me talk to a person.
        I NEED A HUMAN RIGHT NOW
        someone from your team please
        can a human look at this?
    ",
    );
}

#[test]
fn english_that_does_not_ask_for_a_person() {
    check(
        asks_for_person,
        false,
        "
        how many persons fit in the tent
        is it human-powered
        do you have it in agent orange
        is the person tent waterproof
        is the 2 person tent waterproof?
        I need a 2 person tent
        I want a four person tent for the summer
        do you sell human-sized backpacks?
        is there a person limit per booking
        does one person need a permit
        what is the weight limit per person
        I want to become an agent
        how do I become a sales representative for you?
        are you a robot?
        are you human?
        what is the price for one person
        do you ship to agents abroad
        the operator manual is missing
        I don't want to talk to a human
        no need to speak to a person, thanks
        I would like to return my tent
        what does your customer service cost?
        can I use the stove inside the tent?
        the person who delivered it left it outside
        is the manager plan included?
        what human rights standards do your suppliers follow
        I need a personal invoice
        a tent for one person and a dog
        how do I talk to the lamp over bluetooth
        the staff discount code does not work
        I need stuff
    ",
    );
}

#[test]
fn german_requests_for_a_person() {
    check(
        asks_for_person,
        true,
        "
        Mensch
        Mitarbeiter
        Mitarbeiter bitte
        Ich möchte mit einem Menschen sprechen
        ich will mit einem menschen reden
        Kann ich mit jemandem sprechen?
        Kann ich bitte mit einem Mitarbeiter sprechen?
        Ich möchte mit einer echten Person sprechen.
        Verbinden Sie mich mit einem Mitarbeiter
        verbinde mich bitte mit einem Menschen
        Bitte verbinden Sie mich mit dem Support
        Ich brauche einen Menschen
        Ich will einen Menschen
        Ich hätte gerne einen Berater
        Gibt es hier einen Menschen?
        Ist da jemand?
        ist hier jemand
        Kann mir jemand helfen?
        Ich will keinen Bot, ich will einen Menschen
        Ich möchte nicht mit einem Bot sprechen
        echter Mensch bitte
        Bitte einen echten Menschen
        Leiten Sie mich an einen Mitarbeiter weiter
        Ich möchte mit dem Kundendienst sprechen
        Kundenservice bitte
        Kann ich mit einem Berater chatten?
        Jemand vom Team bitte
        Ich möchte mit jemandem vom Support sprechen
        Kann ich mit eurem Team sprechen?
        mit einem menshcen sprechen
        Mitarbieter bitte
        Ich will mit einem Mitarbeiter telefonieren
        Holen Sie mir bitte einen Menschen
        Menschliche Hilfe bitte
        Ich wünsche einen menschlichen Ansprechpartner
        Weiterverbinden bitte
        Der Bot nervt
        Live-Chat
        ANSPRECHPARTNER
        Ich möchte mit deinem Vorgesetzten sprechen
        könnte ich mit einer person verbunden werden
        Hallo, kann ich mit einem echten Menschen schreiben?
    ",
    );
}

#[test]
fn german_that_does_not_ask_for_a_person() {
    check(
        asks_for_person,
        false,
        "
        Wie viele Personen passen in das Zelt?
        Ist das 2-Personen-Zelt wasserdicht?
        Ich brauche ein Zelt für eine Person
        Was kostet es pro Person?
        Ich suche ein Zelt für vier Menschen
        Wie viel wiegt der Rucksack?
        Ich möchte nicht mit einem Menschen sprechen
        Gibt es eine Ermäßigung für Mitarbeiter des Roten Kreuzes?
        Wie werde ich Mitarbeiter bei euch?
        Bist du ein Mensch?
        Bist du ein Bot?
        Ist die Lieferung persönlich zuzustellen?
        Gibt es Zelte mit Stehhöhe?
        Ich gehe mit einer Person wandern
        Was sagen andere Menschen über den Schlafsack?
        Der Agent Smith Rucksack ist defekt
        Wo finde ich die Bedienungsanleitung?
        Ich brauche einen Kocher
        Kann ich mit Karte zahlen?
        Kann ich mit meinem Hund in das Zelt?
        Wann kommt mein Paket?
        Ist das Material menschenfreundlich hergestellt?
        Ich möchte meine Bestellung stornieren
        Habt ihr Personenwaagen?
        Wie kann ich mit Gutschein bezahlen?
        Welche Berufsberatung gibt es?
    ",
    );
}

#[test]
fn spanish_requests_for_a_person() {
    check(
        asks_for_person,
        true,
        "
        humano
        agente
        Persona real
        un agente por favor
        Quiero hablar con una persona
        quiero hablar con un humano
        ¿Puedo hablar con alguien?
        Necesito hablar con un agente
        quisiera hablar con un asesor
        Me gustaría hablar con un representante
        Páseme con un agente
        pásame con una persona
        Comuníqueme con un asesor
        Conéctame con un agente
        ¿Me puede pasar con alguien del equipo?
        necesito un humano
        Quiero un agente
        quiero una persona de verdad
        ¿Hay alguien ahí?
        hay alguien
        ¿Hay una persona disponible?
        No quiero hablar con un bot, quiero una persona
        quiero hablar con atención al cliente
        servicio al cliente
        atención al cliente por favor
        Quiero que me atienda una persona
        ¿alguien me puede ayudar?
        Necesito ayuda humana
        transfiérame a un operador
        operador
        agente humano por favor
        chat en vivo
        hablar con una persna
        quiero hablar con un humnao
        deseo hablar con un supervisor
        ponme con alguien
        prefiero hablar con una persona real
        QUIERO HABLAR CON UN SER HUMANO
        Hola, ¿puedo hablar con alguien de soporte?
        este bot no sirve
        quiero contactar con el equipo
    ",
    );
}

#[test]
fn spanish_that_does_not_ask_for_a_person() {
    check(
        asks_for_person,
        false,
        "
        ¿Cuántas personas caben en la tienda?
        ¿La tienda de 2 personas es impermeable?
        Necesito una tienda para una persona
        quiero una tienda para cuatro personas
        ¿Cuánto cuesta por persona?
        ¿Eres humano?
        ¿Eres un bot?
        No quiero hablar con una persona
        ¿Cómo puedo ser agente de ventas?
        ¿Cuándo llega mi pedido?
        quiero devolver la mochila
        ¿El envío es gratis?
        ¿Tienen sacos de dormir para personas altas?
        ¿Hay límite de personas por reserva?
        ¿Es seguro para el cuerpo humano?
        ¿Qué derechos humanos respetan sus proveedores?
        mi agenda está llena
        quiero una factura personal
        ¿Puedo pagar con tarjeta?
        ¿Qué talla necesito?
        hay descuento para empleados públicos
        necesito ayuda con la talla
        ¿Dónde está mi paquete?
        La persona que lo entregó lo dejó fuera
        ¿Venden hornillos de gas?
    ",
    );
}

#[test]
fn french_requests_for_a_person() {
    check(
        asks_for_person,
        true,
        "
        humain
        agent
        Un conseiller
        un agent s'il vous plaît
        Je veux parler à un humain
        je voudrais parler à une personne
        Puis-je parler à quelqu'un ?
        Est-ce que je peux parler avec quelqu'un ?
        J'aimerais parler à un conseiller
        Je souhaite parler à un agent
        Passez-moi un conseiller
        passez-moi le service client
        Mettez-moi en relation avec un conseiller
        mettez moi en contact avec une personne
        Transférez-moi à un agent
        J'ai besoin d'un humain
        je veux un humain
        Je veux une vraie personne
        Il y a quelqu'un ?
        y a-t-il quelqu'un
        Y a-t-il une personne disponible ?
        Quelqu'un peut m'aider ?
        Je ne veux pas d'un robot, je veux un humain
        service client
        service client svp
        une vraie personne svp
        Je veux parler à un être humain
        parler à un responsable
        Je préfère parler à une personne réelle
        Je voudrais échanger avec un membre de l'équipe
        Donnez-moi un agent
        opérateur
        chat en direct
        parler a un humian
        je veux parler à une persone
        Bonjour, puis-je discuter avec un conseiller ?
        aide humaine s'il vous plaît
        J'EXIGE UN RESPONSABLE
        Ce robot ne sert à rien
        je veux contacter le support
        J'aimerais être mis en relation avec quelqu'un
        pas un robot
    ",
    );
}

#[test]
fn french_that_does_not_ask_for_a_person() {
    check(
        asks_for_person,
        false,
        "
        Combien de personnes dans la tente ?
        La tente 2 personnes est-elle imperméable ?
        J'ai besoin d'une tente pour une personne
        je veux une tente pour quatre personnes
        Quel est le prix par personne ?
        Es-tu humain ?
        Êtes-vous un robot ?
        Je ne veux pas parler à un humain
        Comment devenir agent commercial chez vous ?
        Quand arrive mon colis ?
        Je voudrais retourner mon sac
        La livraison est-elle gratuite ?
        Avez-vous des sacs de couchage pour grandes personnes ?
        Y a-t-il une limite de personnes ?
        Quels droits humains respectez-vous ?
        Je veux une facture
        Puis-je payer par carte ?
        La personne qui a livré est partie
        Le produit est-il sans danger pour le corps humain ?
        J'ai besoin d'aide pour choisir
        Je cherche un réchaud
        Il y a un défaut sur la fermeture
        Quelle est votre adresse ?
        Je souhaite annuler ma commande
        Vendez-vous des gourdes ?
    ",
    );
}

#[test]
fn portuguese_requests_for_a_person() {
    check(
        asks_for_person,
        true,
        "
        humano
        atendente
        Pessoa real
        um atendente por favor
        Quero falar com uma pessoa
        quero falar com um humano
        Posso falar com alguém?
        Preciso falar com um atendente
        gostaria de falar com um atendente
        queria falar com um representante
        Me passa para um atendente
        me transfere para um humano
        Me transfira para o suporte
        preciso de um humano
        Quero um atendente
        quero uma pessoa de verdade
        Tem alguém aí?
        há alguém aí
        Tem algum atendente disponível?
        Não quero falar com robô, quero uma pessoa
        não quero falar com bot
        quero falar com o atendimento ao cliente
        atendimento humano
        apoio ao cliente
        suporte por favor
        alguém pode me ajudar?
        preciso de ajuda humana
        operador
        Passe-me para um operador
        chat ao vivo
        falar com uma pesoa
        quero falar com um atendnete
        Prefiro falar com uma pessoa real
        QUERO FALAR COM UM SER HUMANO
        Olá, posso falar com alguém do suporte?
        gostaria de falar com o gerente
        chama um atendente
        quero conversar com uma pessoa
        Me conecte com um agente
        esse robô não ajuda
        quero entrar em contato com a equipe
    ",
    );
}

#[test]
fn portuguese_that_does_not_ask_for_a_person() {
    check(
        asks_for_person,
        false,
        "
        Quantas pessoas cabem na barraca?
        A barraca para 2 pessoas é impermeável?
        Preciso de uma barraca para uma pessoa
        quero uma barraca para quatro pessoas
        Quanto custa por pessoa?
        Você é humano?
        Você é um robô?
        Não quero falar com uma pessoa
        Como posso ser agente de vendas?
        Quando chega meu pedido?
        quero devolver a mochila
        O frete é grátis?
        Tem sacos de dormir para pessoas altas?
        Há limite de pessoas?
        Quais direitos humanos vocês respeitam?
        Quero uma fatura pessoal
        Posso pagar com cartão?
        A pessoa que entregou deixou fora
        É seguro para o corpo humano?
        Preciso de ajuda com o tamanho
        Onde está meu pacote?
        Vocês vendem fogareiros?
        minha agenda está cheia
        Qual é o endereço?
        quero cancelar o pedido
    ",
    );
}

#[test]
fn arabic_requests_for_a_person() {
    check(
        asks_for_person,
        true,
        "
        موظف
        خدمة العملاء
        شخص حقيقي من فضلك
        موظف لو سمحت
        أريد التحدث مع شخص حقيقي
        اريد التحدث مع موظف
        أريد التحدث إلى إنسان
        هل يمكنني التحدث مع أحد؟
        هل يمكنني التحدث مع موظف خدمة العملاء؟
        ممكن أتكلم مع حد
        ممكن اتكلم مع موظف لو سمحت
        عايز أتكلم مع خدمة العملاء
        حولني إلى موظف
        حولوني إلى خدمة العملاء من فضلكم
        أرجو تحويلي إلى شخص من الفريق
        أحتاج إلى شخص حقيقي
        أريد إنسان
        بدي احكي مع حد
        أود التواصل مع الدعم
        لا أريد التحدث مع روبوت
        ",
    );
}

#[test]
fn arabic_that_does_not_ask_for_a_person() {
    check(
        asks_for_person,
        false,
        "
        هل الحذاء مقاوم للماء؟
        أريد خيمة لشخص واحد
        كم تستغرق عملية الإرجاع؟
        أريد حذاء مقاس 43
        لا أريد التحدث مع موظف
        ما هي ساعات العمل؟
        شكرا جزيلا
        كم شخصا تسع الخيمة؟
        ",
    );
}

#[test]
fn requests_for_contact() {
    check(
        wants_contact,
        true,
        "
        Please call me back
        call me
        Call me tomorrow at 5
        can you send me a quote?
        I'd like a quote for 20 tents
        contact me
        please get in touch with me
        email me the details
        my email is ann@example.com
        have someone call me
        I want to book a demo
        Rufen Sie mich bitte zurück
        Bitte um Rückruf
        Können Sie mir ein Angebot schicken? Schicken Sie mir ein Angebot
        kontaktieren Sie mich
        Ich hätte gerne ein Angebot
        Meine Nummer ist 0660 123
        Llámame por favor
        ¿Me pueden llamar mañana?
        envíeme un presupuesto
        póngase en contacto conmigo
        mi correo es ana@example.com
        Rappelez-moi s'il vous plaît
        pouvez-vous m'envoyer un devis ?
        Contactez-moi
        je souhaite être rappelé
        mon numéro est le 06
        me liga por favor
        Podem me ligar amanhã?
        me envie um orçamento
        entre em contato comigo
        meu e-mail é ana@example.com
    ",
    );
}

#[test]
fn what_does_not_ask_for_contact() {
    check(
        wants_contact,
        false,
        "
        How can I contact you?
        call me Ishmael
        don't call me
        what is your phone number?
        do you have a call button on the watch
        what is your email address
        where can I see the price
        please do not contact me
        Wie kann ich euch erreichen?
        Rufen Sie mich nicht an
        Welche Telefonnummer habt ihr?
        ¿Cuál es su teléfono?
        no me llamen
        ¿Cuánto cuesta la tienda?
        Quel est votre numéro ?
        ne m'appelez pas
        Comment vous joindre ?
        Qual é o telefone de vocês?
        não me ligue
        quanto custa a barraca?
    ",
    );
}
