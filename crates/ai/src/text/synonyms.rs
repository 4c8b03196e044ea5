//! Words that mean the same to a customer: "what does it cost" is answered under "Price".
//!
//! Only words of any shop's or service's everyday life, and only where they mean the same nearly always.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::fold;
use crate::index::stem;
use crate::language::Language;

/// Groups, one a line of words.
const GROUPS: [(Language, &str); 5] = [
    (
        Language::English,
        "cost price fee charge expensive
         weigh weight heavy
         ship shipping delivery deliver send postage
         return returns
         refund reimburse moneyback
         cancel cancellation
         broken faulty damaged defective defect
         repair fix mend
         warranty guarantee
         buy purchase order
         pay payment
         discount reduction voucher coupon
         phone telephone call
         mail email
         hire rent rental
         bill invoice
         size sizing sizes
         shop store
         opening open hours
         wash washing clean cleaning
         password login signin
         duty customs
         job jobs vacancy career
         founder founded started
         waterproof watertight",
    ),
    (
        Language::German,
        "kosten kostet preis preise gebuhr teuer
         wiegt wiegen gewicht schwer
         versand versenden lieferung liefern lieferzeit verschicken versandkosten
         ruckgabe zuruckgeben retoure zurucksenden zuruckschicken umtausch
         erstattung erstatten geld ruckerstattung
         stornieren stornierung absagen
         kaputt defekt beschadigt mangelhaft mangel
         reparatur reparieren
         garantie gewahrleistung
         kaufen bestellen bestellung
         zahlen bezahlen zahlung
         rabatt gutschein
         telefon telefonnummer anrufen
         mail email
         mieten leihen verleih miete
         rechnung beleg
         grosse grossen
         laden geschaft filiale
         offnungszeiten geoffnet
         waschen reinigen
         passwort kennwort
         zoll einfuhr
         schuhe stiefel",
    ),
    (
        Language::Spanish,
        "cuesta cuestan precio precios coste costar tarifa gastos
         pesa peso pesar
         envio enviar entrega envian
         devolver devolucion devoluciones
         reembolso reembolsar dinero
         cancelar cancelacion anular
         roto defectuoso danado
         reparar reparacion arreglar
         garantia
         comprar pedido pedir
         pagar pago
         descuento cupon
         telefono llamar
         correo email
         alquilar alquiler
         factura recibo
         talla tallas tamano
         tienda local
         horario abierto abren
         lavar limpiar
         contrasena clave
         aduana aranceles
         articulo producto",
    ),
    (
        Language::French,
        "coute coutent prix cout tarif frais
         pese poids peser
         livraison livrer envoi expedition expedier
         retour retourner renvoyer retours
         remboursement rembourser argent
         annuler annulation
         casse defectueux abime endommage
         reparer reparation
         garantie
         acheter commande commander
         payer paiement
         reduction remise rabais
         telephone appeler
         mail email courriel
         louer location
         facture recu
         taille pointure tailles
         magasin boutique
         horaires ouvert ouverture
         laver nettoyer
         douane droits
         article produit",
    ),
    (
        Language::Portuguese,
        "custa custam preco precos custo taxa
         pesa peso pesar
         envio enviar entrega frete entregar portes
         devolver devolucao devolucoes
         reembolso reembolsar dinheiro
         cancelar cancelamento
         quebrado defeituoso danificado avariado
         reparar reparacao conserto consertar
         garantia
         comprar encomenda pedido
         pagar pagamento
         desconto cupom
         telefone ligar
         email correio
         alugar aluguer aluguel
         fatura recibo
         tamanho numero tamanhos
         loja
         horario aberto
         lavar limpar
         senha palavra-passe
         alfandega direitos",
    ),
];

type Table = HashMap<String, Vec<&'static str>>;

static TABLES: LazyLock<Vec<(Language, Table)>> = LazyLock::new(|| {
    GROUPS
        .iter()
        .map(|(language, groups)| (*language, table(*language, groups)))
        .collect()
});

fn table(language: Language, groups: &'static str) -> Table {
    let stemmer = language.stemmer();
    let mut table = Table::new();
    for group in groups.lines() {
        for word in group.split_whitespace() {
            let others = group.split_whitespace().filter(|other| *other != word);
            table
                .entry(stem(word, stemmer.as_ref()))
                .or_default()
                .extend(others);
        }
    }
    table
}

/// Words that mean the same as `word` in `language`, folded.
pub(crate) fn synonyms(word: &str, language: Language) -> &'static [&'static str] {
    let Some((_, table)) = TABLES.iter().find(|(of, _)| *of == language) else {
        return &[];
    };
    let stemmed = stem(word, language.stemmer().as_ref());
    table
        .get(&stemmed)
        .or_else(|| table.get(&fold(word)))
        .map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::synonyms;
    use crate::language::Language;

    #[test]
    fn a_word_has_the_others_of_its_group() {
        assert!(synonyms("costs", Language::English).contains(&"price"));
        assert!(synonyms("kostet", Language::German).contains(&"preis"));
        assert!(synonyms("tent", Language::English).is_empty());
        assert!(synonyms("costs", Language::Chinese).is_empty());
    }
}
