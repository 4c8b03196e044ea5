/** Made from openapi.json by script/gen: change the routes, not this file. */

export interface paths {
    "/api/v1/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the tokens of the workspace. */
        get: operations["list_api_tokens"];
        put?: never;
        /** Makes a token. */
        post: operations["create_api_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a token: the next call that carries it is refused. */
        delete: operations["revoke_api_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists assistants, oldest first. */
        get: operations["list_assistants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an assistant with its settings. */
        get: operations["show_assistant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes an assistant's settings. */
        patch: operations["update_assistant"];
        trace?: never;
    };
    "/api/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a contact. */
        get: operations["show_contact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Corrects a contact's details. */
        patch: operations["update_contact"];
        trace?: never;
    };
    "/api/v1/contacts/{id}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the newest conversations of a contact. */
        get: operations["list_contact_conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the inbox. */
        get: operations["list_conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a conversation. */
        get: operations["show_conversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the baton. Of two at once one wins, and the other learns who. */
        post: operations["claim_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a conversation that the assistant holds into the queue. */
        post: operations["escalate_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what happened, ascending, without messages. */
        get: operations["list_conversation_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists messages, ascending; the newest where neither end is named. */
        get: operations["list_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remembers what the caller has seen. */
        post: operations["mark_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the baton back to the assistant. */
        post: operations["release_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a conversation again, with the assistant. */
        post: operations["reopen_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replies, as the holder. */
        post: operations["reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a conversation. */
        post: operations["resolve_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a tag; one that is there already stays as it is. */
        post: operations["tag_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/tags/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a tag; one that is not there is no error. */
        delete: operations["untag_conversation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/turns/{turn_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what a turn understood, read, decided and sent. */
        get: operations["show_turn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the visitor that the caller types. */
        post: operations["show_typing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts the inbox. */
        get: operations["count_conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists events after a seq, ascending. */
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers a question as a visitor would read it; nothing is stored. */
        post: operations["ask_knowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds files; they are read in the background. */
        post: operations["upload_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists sources, newest first. */
        get: operations["list_sources"];
        put?: never;
        /** Adds a page or a text; it is read in the background. */
        post: operations["add_source"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a source with its documents. */
        get: operations["show_source"];
        put?: never;
        post?: never;
        /** Deletes a source with everything that was read from it. */
        delete: operations["delete_source"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists leads, newest first. */
        get: operations["list_leads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Sets the stage of a lead. */
        patch: operations["update_lead"];
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists everybody of the workspace. */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells who is signed in, and what they may do. */
        get: operations["show_session"];
        put?: never;
        /** Signs in. The browser gets a new session; the one it had before ends. */
        post: operations["create_session"];
        /** Ends the session of this browser, where it has one. */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        /** Turns the session to another workspace of the same person. */
        patch: operations["switch_session"];
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells whether this installation waits for its first run. */
        get: operations["show_setup"];
        put?: never;
        /** Makes the first workspace, its owner and a first assistant, and signs the owner in. */
        post: operations["create_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a workspace that the caller owns, and turns their session to it. */
        post: operations["create_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hides what was said so far from the visitor and from the model. */
        post: operations["widget_clear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Counts what happened on a page. */
        post: operations["widget_count_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/init": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens or resumes the conversation of a browser. */
        post: operations["widget_init"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stores a visitor's contact details. A repeat adds to the first, and answers it. */
        post: operations["widget_submit_lead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Erases the visitor with their conversations. */
        delete: operations["widget_forget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists messages after a seq, with the present state. */
        get: operations["widget_list_messages"];
        put?: never;
        /** Stores a visitor's message. */
        post: operations["widget_post_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remembers what the visitor has seen. */
        post: operations["widget_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/request-human": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a person. Where one is there or awaited, nothing changes. */
        post: operations["widget_request_human"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/stay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops waiting for a person. */
        post: operations["widget_stay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/widget/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows the team that the visitor types. */
        post: operations["widget_typing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Who caused an event. */
        Actor: {
            /**
             * Format: uuid
             * @description The user, assistant or contact.
             */
            id?: string | null;
            /** @description What kind of actor. */
            kind: components["schemas"]["ActorKind"];
            /** @description The name at that time. */
            name?: string | null;
        };
        /** @enum {string} */
        ActorKind: "user" | "assistant" | "visitor" | "system";
        /** @enum {string} */
        AnswererKind: "extractive" | "model";
        /** @description A credential for programs, without its secret. */
        ApiToken: {
            /** @description When it was made. */
            created_at: components["schemas"]["Time"];
            /** @description The token. */
            id: components["schemas"]["Id"];
            last_used_at?: components["schemas"]["Time"] | null;
            /** @description What it is for. */
            name: string;
            /** @description First characters, to recognise it. */
            prefix: string;
            /** @description The most it may do. */
            role: components["schemas"]["Role"];
        };
        /** @description A credential to be made. */
        ApiTokenIn: {
            /** @description What it is for. */
            name: string;
            /** @description The most it may do; at most the caller's own role. */
            role: components["schemas"]["Role"];
        };
        /** @description The tokens of a workspace. */
        ApiTokens: {
            /** @description Newest first. */
            items: components["schemas"]["ApiToken"][];
        };
        /** @description An assistant with its settings. */
        Assistant: {
            /** @description Exact `scheme://host[:port]`, or `*`; empty: nowhere. */
            allowed_origins: string[];
            /** @description `#rrggbb`. */
            brand_color: string;
            /** @description When it was made. */
            created_at: components["schemas"]["Time"];
            /** @description The first thing it says. */
            greeting: string;
            /** @description The assistant. */
            id: components["schemas"]["Id"];
            /** @description How it shall behave, in words, for a model. */
            instructions: string;
            /** @description The form that captures leads. */
            lead_form: components["schemas"]["LeadForm"];
            /** @description As visitors read it. */
            name: string;
            /** @description Whether visitors read the names of teammates. */
            show_human_names: boolean;
            /** @description At most 6 of 80 characters. */
            starter_prompts: string[];
            /**
             * Format: double
             * @description 0 to 1; below it the assistant says that it does not know.
             */
            threshold: number;
        };
        /** @description An assistant by id and name. */
        AssistantName: {
            /** @description The assistant. */
            id: components["schemas"]["Id"];
            /** @description As visitors read it. */
            name: string;
        };
        /** @description What shall be different; what is left out stays. */
        AssistantPatch: {
            /**
             * @description Exact `scheme://host[:port]`, or `*`.
             * @default null
             */
            allowed_origins?: string[] | null;
            /**
             * @description `#rrggbb`.
             * @default null
             */
            brand_color?: string | null;
            /**
             * @description The first thing it says.
             * @default null
             */
            greeting?: string | null;
            /**
             * @description How it shall behave, in words, for a model.
             * @default null
             */
            instructions?: string | null;
            /** @default null */
            lead_form?: components["schemas"]["LeadForm"] | null;
            /**
             * @description As visitors read it.
             * @default null
             */
            name?: string | null;
            /**
             * @description Whether visitors read the names of teammates.
             * @default null
             */
            show_human_names?: boolean | null;
            /**
             * @description At most 6 of 80 characters.
             * @default null
             */
            starter_prompts?: string[] | null;
            /**
             * Format: double
             * @description 0 to 1.
             * @default null
             */
            threshold?: number | null;
        };
        /** @description The baton as members read it. */
        Baton: {
            claimed_at?: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Grows with every change of holder; what carries an older one is void.
             */
            epoch: number;
            escalated_at?: components["schemas"]["Time"] | null;
            /** @description Who holds it. */
            holder: components["schemas"]["HolderKind"];
            person?: components["schemas"]["Person"] | null;
            reason?: components["schemas"]["Reason"] | null;
            resolved_at?: components["schemas"]["Time"] | null;
            /** @description Open or resolved. */
            status: components["schemas"]["Status"];
        };
        /** @description That it was stored. */
        Captured: {
            /** @description The lead. */
            lead_id: components["schemas"]["Id"];
        };
        /** @enum {string} */
        Channel: "widget" | "whatsapp" | "instagram" | "messenger" | "telegram" | "email";
        /** @description A passage that an answer relies on. */
        Citation: {
            /** @description The document. */
            document_id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The number used in the text as `[n]`, from 1.
             */
            n: number;
            /** @description The passage relied on. */
            quote: string;
            /** @description Its title. */
            title: string;
            /** @description Where it can be read. */
            url?: string | null;
        };
        /** @description How to take it. */
        Claim: {
            /** @description Also from a teammate; for admins and the owner. */
            take_over?: boolean;
        };
        /** @description A contact with what is known about them. */
        Contact: {
            /**
             * Format: int64
             * @description How many conversations there are.
             */
            conversation_count: number;
            /** @description Browser and system in words. */
            device?: string | null;
            /** @description E-mail address, where known. */
            email?: string | null;
            /** @description The first visit. */
            first_seen_at: components["schemas"]["Time"];
            /** @description The contact. */
            id: components["schemas"]["Id"];
            /** @description The first page. */
            landing_url?: string | null;
            /** @description The last sign of life. */
            last_seen_at: components["schemas"]["Time"];
            /** @description The browser's language tag. */
            locale?: string | null;
            /** @description Null: show "Unnamed". */
            name?: string | null;
            /** @description Whether a socket of theirs is open right now. */
            online: boolean;
            /** @description Phone number, where known. */
            phone?: string | null;
            /** @description Where they came from at the first visit. */
            referrer?: string | null;
            /** @description Campaign parameters of the first page. */
            utm: {
                [key: string]: string;
            };
        };
        /** @description A contact's details after a change. */
        ContactFacts: {
            /** @description Where known. */
            email?: string | null;
            /** @description The contact. */
            id: components["schemas"]["Id"];
            /** @description Where known. */
            name?: string | null;
            /** @description Where known. */
            phone?: string | null;
        };
        /** @description A contact by id and name. */
        ContactName: {
            /** @description The contact. */
            id: components["schemas"]["Id"];
            /** @description Where known. */
            name?: string | null;
        };
        /** @description What shall be different; null removes a detail. */
        ContactPatch: {
            /** @description The e-mail address. */
            email?: string | null;
            /** @description The name. */
            name?: string | null;
            /** @description The phone number. */
            phone?: string | null;
        };
        /** @description A contact in a list. */
        ContactSummary: {
            /** @description E-mail address, where known. */
            email?: string | null;
            /** @description The contact. */
            id: components["schemas"]["Id"];
            /** @description Null: show "Unnamed". */
            name?: string | null;
            /** @description Whether a socket of theirs is open right now. */
            online: boolean;
        };
        /** @description A conversation. */
        Conversation: {
            agent?: components["schemas"]["Person"] | null;
            /** @description Who answers first. */
            assistant: components["schemas"]["AssistantName"];
            /** @description Who holds it. */
            baton: components["schemas"]["Baton"];
            /** @description Where. */
            channel: components["schemas"]["Channel"];
            /** @description With whom. */
            contact: components["schemas"]["ContactSummary"];
            /** @description When it began. */
            created_at: components["schemas"]["Time"];
            /** @description False for drive-by visitors who never wrote. */
            engaged: boolean;
            /** @description The conversation. */
            id: components["schemas"]["Id"];
            /** @description When something last happened. */
            last_activity_at: components["schemas"]["Time"];
            last_message?: components["schemas"]["LastMessage"] | null;
            /**
             * Format: int64
             * @description Highest message seq.
             */
            last_seq: number;
            lead?: components["schemas"]["LeadMark"] | null;
            match?: components["schemas"]["Match"] | null;
            page?: components["schemas"]["PageSeen"] | null;
            /** @description Oldest first. */
            tags: string[];
            turn?: components["schemas"]["LiveTurn"] | null;
            /**
             * Format: int64
             * @description Visitor messages that the caller has not seen.
             */
            unread: number;
        };
        /** @description Each capped at 100: show "99+". */
        Counts: {
            /**
             * Format: int64
             * @description Conversations whose visitor wrote something.
             */
            all: number;
            /**
             * Format: int64
             * @description Leads that nobody has looked at.
             */
            leads_new: number;
            /**
             * Format: int64
             * @description Those that the caller holds.
             */
            mine: number;
            /**
             * Format: int64
             * @description Those that wait for a person.
             */
            waiting: number;
        };
        /** @description Who somebody says they are. */
        Credentials: {
            /** @description Their address. */
            email: string;
            /** @description Their password. */
            password: string;
        };
        /** @description A stored event with its place in the workspace's stream. */
        Envelope: components["schemas"]["Event"] & {
            /** @description Who caused it. */
            actor: components["schemas"]["Actor"];
            /** @description When it was stored. */
            at: components["schemas"]["Time"];
            conversation_id?: components["schemas"]["Id"] | null;
            /** @description The event. */
            id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Gapless in the workspace, from 1.
             */
            seq: number;
            /** @description The tenant. */
            workspace_id: components["schemas"]["Id"];
        };
        /** @description Why a person is needed. */
        Escalate: {
            /** @description The closed code. */
            reason: components["schemas"]["ReasonCode"];
            /** @description In words. */
            text?: string | null;
        };
        /** @description What happened: object and past tense. */
        Event: {
            /** @description A visitor's browser opened a conversation. */
            data: {
                /** @description Where. */
                channel: components["schemas"]["Channel"];
                /** @description With whom. */
                contact: components["schemas"]["ContactName"];
            };
            /** @enum {string} */
            type: "conversation.created";
        } | {
            /** @description Somebody said something. */
            data: {
                /** @description What was said. */
                message: components["schemas"]["Message"];
            };
            /** @enum {string} */
            type: "message.created";
        } | {
            /** @description A teammate took the baton. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["Baton"];
                /** @description Who held it before. */
                from: components["schemas"]["HolderKind"];
            };
            /** @enum {string} */
            type: "conversation.claimed";
        } | {
            /** @description The assistant has it again. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["Baton"];
                /** @description Who held it before. */
                from: components["schemas"]["HolderKind"];
            };
            /** @enum {string} */
            type: "conversation.released";
        } | {
            /** @description A person is needed. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["Baton"];
            };
            /** @enum {string} */
            type: "conversation.escalated";
        } | {
            /** @description Closed. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["Baton"];
            };
            /** @enum {string} */
            type: "conversation.resolved";
        } | {
            /** @description Opened again. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["Baton"];
            };
            /** @enum {string} */
            type: "conversation.reopened";
        } | {
            /** @description A tag was added. */
            data: {
                /** @description The tag. */
                tag: string;
                /** @description All tags afterwards. */
                tags: string[];
            };
            /** @enum {string} */
            type: "conversation.tagged";
        } | {
            /** @description A tag was removed. */
            data: {
                /** @description The tag. */
                tag: string;
                /** @description All tags afterwards. */
                tags: string[];
            };
            /** @enum {string} */
            type: "conversation.untagged";
        } | {
            /** @description Contact details were captured. */
            data: {
                /** @description The lead. */
                lead: components["schemas"]["LeadFacts"];
            };
            /** @enum {string} */
            type: "lead.captured";
        } | {
            /** @description A lead changed its stage or details. */
            data: {
                /** @description The lead. */
                lead: components["schemas"]["LeadFacts"];
            };
            /** @enum {string} */
            type: "lead.updated";
        } | {
            /** @description A contact's details changed. */
            data: {
                /** @description The contact. */
                contact: components["schemas"]["ContactFacts"];
            };
            /** @enum {string} */
            type: "contact.updated";
        } | {
            /** @description An import moved on. */
            data: {
                /** @description The source. */
                source_id: components["schemas"]["Id"];
                /** @description How far it is. */
                status: components["schemas"]["SourceStatus"];
                /** @description Its title. */
                title: string;
            };
            /** @enum {string} */
            type: "knowledge.source_updated";
        };
        /** @description Things that happened on a page. */
        Events: {
            /** @description At most 50. */
            events: components["schemas"]["PageEvent"][];
        };
        /** @description What a visitor filled in. */
        Filled: {
            /** @description The browser's own id for it. */
            client_id: string;
            /** @description Whether the box was ticked. */
            consent?: boolean;
            /** @description The e-mail address. */
            email?: string | null;
            /** @description Further fields of the form, by key. */
            fields?: {
                [key: string]: string;
            };
            /** @description The name. */
            name?: string | null;
            /** @description The phone number. */
            phone?: string | null;
            /** @description What led to it. */
            source: components["schemas"]["LeadSource"];
        };
        /** @description Who holds the conversation now. */
        Held: {
            /** @description Who holds it. */
            baton: components["schemas"]["WidgetBaton"];
        };
        /** @enum {string} */
        HolderKind: "assistant" | "person" | "nobody" | "none";
        /** Format: uuid */
        Id: string;
        /** @description What a browser says when it loads the widget. */
        Init: {
            /** @description Whose widget. */
            assistant: components["schemas"]["Id"];
            /** @description The browser's language tag. */
            locale?: string | null;
            /** @description The page. */
            page?: components["schemas"]["InitPage"];
            /** @description What the last init gave. */
            visitor?: string | null;
        };
        /** @description The page that loads the widget. */
        InitPage: {
            /**
             * @description Where the visitor came from.
             * @default null
             */
            referrer?: string | null;
            /**
             * @description Its title.
             * @default null
             */
            title?: string | null;
            /**
             * @description Its address.
             * @default
             */
            url?: string;
        };
        /** @description One document of a source. */
        KnowledgeDocument: {
            /** @description Its text. */
            body: string;
            /**
             * Format: int64
             * @description Passages made of it.
             */
            chunk_count: number;
            /** @description The document. */
            id: components["schemas"]["Id"];
            /** @description Its source. */
            source_id: components["schemas"]["Id"];
            /** @description Its title. */
            title: string;
            /** @description Where it can be read. */
            url?: string | null;
        };
        /** @description A knowledge source, as the list shows it. */
        KnowledgeSource: {
            /** @description Whose knowledge it is. */
            assistant_id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Passages made.
             */
            chunk_count: number;
            /** @description When it was added. */
            created_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Documents read.
             */
            document_count: number;
            /** @description Why it failed and what to do. */
            error?: string | null;
            /** @description The source. */
            id: components["schemas"]["Id"];
            /** @description File, page or text. */
            kind: components["schemas"]["SourceKind"];
            /** @description How far the import is. */
            status: components["schemas"]["SourceStatus"];
            /** @description As people read it. */
            title: string;
            /** @description When it was last read. */
            updated_at: components["schemas"]["Time"];
            /** @description Where it can be read. */
            url?: string | null;
        };
        /** @description The end of a conversation, for lists. */
        LastMessage: {
            /** @description When it was said. */
            at: components["schemas"]["Time"];
            /** @description The teammate. */
            author_name?: string | null;
            /** @description Its beginning, on one line. */
            preview: string;
            /** @description Who speaks. */
            role: components["schemas"]["MessageRole"];
            /**
             * Format: int64
             * @description Its number.
             */
            seq: number;
        };
        /** @description A lead. */
        Lead: {
            /** @description The assistant that captured it. */
            assistant: components["schemas"]["AssistantName"];
            /** @description Who holds its conversation. */
            baton: components["schemas"]["Baton"];
            /** @description Whose. */
            contact: components["schemas"]["ContactSummary"];
            /** @description The conversation that produced it. */
            conversation_id: components["schemas"]["Id"];
            /** @description When it was captured. */
            created_at: components["schemas"]["Time"];
            /** @description As given, lower case. */
            email?: string | null;
            /** @description Further fields of the form. */
            fields: {
                [key: string]: string;
            };
            /** @description The lead. */
            id: components["schemas"]["Id"];
            /** @description As given. */
            name?: string | null;
            /** @description As given. */
            phone?: string | null;
            /** @description What led to it. */
            source: components["schemas"]["LeadSource"];
            /** @description The stage. */
            status: components["schemas"]["LeadStatus"];
            /** @description When it last changed. */
            updated_at: components["schemas"]["Time"];
            /** @description What they want, in their words. */
            wants?: string | null;
        };
        /** @description The lead as events and webhooks carry it; nulls present. */
        LeadFacts: {
            /** @description The assistant that captured it. */
            assistant_id: components["schemas"]["Id"];
            /** @description The conversation that produced it. */
            conversation_id: components["schemas"]["Id"];
            /** @description As given, lower case. */
            email?: string | null;
            /** @description Further fields of the form. */
            fields: {
                [key: string]: string;
            };
            /** @description The lead. */
            lead_id: components["schemas"]["Id"];
            /** @description As given. */
            name?: string | null;
            /** @description As given. */
            phone?: string | null;
            /** @description What led to it. */
            source: components["schemas"]["LeadSource"];
            /** @description The stage. */
            status: components["schemas"]["LeadStatus"];
        };
        /** @description One field of the lead form. */
        LeadField: {
            /** @description `name`, `email`, `phone`, `consent`, or an own key. */
            key: string;
            /** @description As visitors read it. */
            label: string;
            /** @description For `choice`. */
            options?: string[];
            /** @description Whether it must be filled. */
            required: boolean;
            /** @description The kind. */
            type: components["schemas"]["LeadFieldType"];
        };
        /** @enum {string} */
        LeadFieldType: "text" | "email" | "phone" | "number" | "choice" | "consent";
        /** @description The form that visitors fill. */
        LeadForm: {
            /** @description Its fields, in order. */
            fields: components["schemas"]["LeadField"][];
            /** @description Its heading. */
            title: string;
        };
        /** @description That there is a lead. */
        LeadMark: {
            /** @description The lead. */
            id: components["schemas"]["Id"];
            /** @description Its stage. */
            status: components["schemas"]["LeadStatus"];
        };
        /** @description What shall be different. */
        LeadPatch: {
            /** @description The stage. */
            status: components["schemas"]["LeadStatus"];
        };
        /** @enum {string} */
        LeadSource: "form" | "rule" | "intent" | "cta" | "request" | "api";
        /** @description A page of leads. */
        LeadsPage: {
            /** @description How many there are of each stage, whatever stage is asked for. */
            counts: {
                [key: string]: number;
            };
            /** @description Newest first. */
            items: components["schemas"]["Lead"][];
            /** @description Where to go on; null on the last page. */
            next_cursor?: string | null;
        };
        /** @enum {string} */
        LeadStatus: "new" | "qualified" | "contacted" | "won" | "lost";
        /** @description Where a widget listens: what a client of the Pusher protocol needs. */
        Listening: {
            /** @description The channel of the conversation. */
            channel: string;
            /** @description The host. */
            host: string;
            /** @description The app's key. */
            key: string;
            /** @description Before `/app/{key}`. */
            path: string;
            /**
             * Format: int32
             * @description The port.
             */
            port: number;
            /** @description Whether over TLS. */
            tls: boolean;
        };
        /** @description A list that has no pages. */
        ListOf_Assistant: {
            /** @description The items. */
            items: {
                /** @description Exact `scheme://host[:port]`, or `*`; empty: nowhere. */
                allowed_origins: string[];
                /** @description `#rrggbb`. */
                brand_color: string;
                /** @description When it was made. */
                created_at: components["schemas"]["Time"];
                /** @description The first thing it says. */
                greeting: string;
                /** @description The assistant. */
                id: components["schemas"]["Id"];
                /** @description How it shall behave, in words, for a model. */
                instructions: string;
                /** @description The form that captures leads. */
                lead_form: components["schemas"]["LeadForm"];
                /** @description As visitors read it. */
                name: string;
                /** @description Whether visitors read the names of teammates. */
                show_human_names: boolean;
                /** @description At most 6 of 80 characters. */
                starter_prompts: string[];
                /**
                 * Format: double
                 * @description 0 to 1; below it the assistant says that it does not know.
                 */
                threshold: number;
            }[];
        };
        /** @description A list that has no pages. */
        ListOf_Conversation: {
            /** @description The items. */
            items: {
                agent?: components["schemas"]["Person"] | null;
                /** @description Who answers first. */
                assistant: components["schemas"]["AssistantName"];
                /** @description Who holds it. */
                baton: components["schemas"]["Baton"];
                /** @description Where. */
                channel: components["schemas"]["Channel"];
                /** @description With whom. */
                contact: components["schemas"]["ContactSummary"];
                /** @description When it began. */
                created_at: components["schemas"]["Time"];
                /** @description False for drive-by visitors who never wrote. */
                engaged: boolean;
                /** @description The conversation. */
                id: components["schemas"]["Id"];
                /** @description When something last happened. */
                last_activity_at: components["schemas"]["Time"];
                last_message?: components["schemas"]["LastMessage"] | null;
                /**
                 * Format: int64
                 * @description Highest message seq.
                 */
                last_seq: number;
                lead?: components["schemas"]["LeadMark"] | null;
                match?: components["schemas"]["Match"] | null;
                page?: components["schemas"]["PageSeen"] | null;
                /** @description Oldest first. */
                tags: string[];
                turn?: components["schemas"]["LiveTurn"] | null;
                /**
                 * Format: int64
                 * @description Visitor messages that the caller has not seen.
                 */
                unread: number;
            }[];
        };
        /** @description A list that has no pages. */
        ListOf_KnowledgeSource: {
            /** @description The items. */
            items: {
                /** @description Whose knowledge it is. */
                assistant_id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description Passages made.
                 */
                chunk_count: number;
                /** @description When it was added. */
                created_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Documents read.
                 */
                document_count: number;
                /** @description Why it failed and what to do. */
                error?: string | null;
                /** @description The source. */
                id: components["schemas"]["Id"];
                /** @description File, page or text. */
                kind: components["schemas"]["SourceKind"];
                /** @description How far the import is. */
                status: components["schemas"]["SourceStatus"];
                /** @description As people read it. */
                title: string;
                /** @description When it was last read. */
                updated_at: components["schemas"]["Time"];
                /** @description Where it can be read. */
                url?: string | null;
            }[];
        };
        /** @description An answer that is being made right now, for those who come in the middle. */
        LiveTurn: {
            /**
             * Format: int64
             * @description Its fence.
             */
            epoch: number;
            /** @description The turn. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The index of the next delta.
             */
            next_index: number;
            /** @description How far it is. */
            stage: components["schemas"]["TurnStage"];
            /** @description What has been sent so far. */
            text: string;
        };
        /** @description Where a search matched. */
        Match: {
            /**
             * Format: int64
             * @description The message; null where the reason matched.
             */
            seq?: number | null;
            /** @description With `<<` and `>>` around the hits. */
            snippet: string;
        };
        /** @description Who is signed in, and what they may do where. */
        Me: {
            /**
             * Format: int64
             * @description The newest event of the workspace: where its stream starts.
             */
            event_seq: number;
            /** @description What that allows. */
            permissions: components["schemas"]["Permission"][];
            /** @description Where live updates come from. */
            realtime: components["schemas"]["MyRealtime"];
            /** @description What they are in it. */
            role: components["schemas"]["Role"];
            /** @description The person. */
            user: components["schemas"]["MyUser"];
            /** @description The workspace that is looked at. */
            workspace: components["schemas"]["MyWorkspace"];
            /** @description Every workspace they belong to. */
            workspaces: components["schemas"]["MyMembership"][];
        };
        /** @description Somebody of a workspace. */
        Member: {
            accepted_at?: components["schemas"]["Time"] | null;
            /** @description Their address. */
            email: string;
            /** @description Who. */
            id: components["schemas"]["Id"];
            /** @description As teammates read it. */
            name: string;
            /** @description What they may do. */
            role: components["schemas"]["Role"];
        };
        /** @description Everybody of a workspace. */
        Members: {
            /** @description In the order they came. */
            items: components["schemas"]["Member"][];
        };
        /** @description A stored message, as members read it. */
        Message: {
            author?: components["schemas"]["Person"] | null;
            /** @description Markdown. */
            body: string;
            /** @description Where the answer comes from. */
            citations: components["schemas"]["Citation"][];
            /** @description The sender's own id for it. */
            client_id?: string | null;
            /** @description Its conversation. */
            conversation_id: components["schemas"]["Id"];
            /** @description When it was stored. */
            created_at: components["schemas"]["Time"];
            /** @description The message. */
            id: components["schemas"]["Id"];
            kind?: components["schemas"]["MessageKind"] | null;
            /** @description Who speaks. */
            role: components["schemas"]["MessageRole"];
            /**
             * Format: int64
             * @description Gapless in the conversation, from 1.
             */
            seq: number;
            /** @description Finished or cut short. */
            state: components["schemas"]["MessageState"];
            turn_id?: components["schemas"]["Id"] | null;
        };
        /** @enum {string} */
        MessageKind: "answer" | "decline" | "handover" | "chat" | "lead_form";
        /** @enum {string} */
        MessageRole: "user" | "assistant" | "human-agent";
        /** @enum {string} */
        MessageState: "complete" | "cut";
        /** @description A stretch of the workspace's stream. */
        Missed: {
            /** @description Whether there are more. */
            has_more: boolean;
            /** @description Ascending by seq. */
            items: components["schemas"]["Envelope"][];
            /**
             * Format: int64
             * @description The seq of the newest event there is.
             */
            latest_seq: number;
        };
        /** @description A workspace that somebody belongs to. */
        MyMembership: {
            /** @description The workspace. */
            id: components["schemas"]["Id"];
            /** @description Its name. */
            name: string;
            /** @description What they are there. */
            role: components["schemas"]["Role"];
        };
        /** @description The realtime application. */
        MyRealtime: {
            /** @description Its public key. */
            key: string;
            /** @description The path before `/app/{key}`. */
            path: string;
        };
        /** @description The person. */
        MyUser: {
            /** @description Their address. */
            email: string;
            /** @description Who. */
            id: components["schemas"]["Id"];
            /** @description As teammates read it. */
            name: string;
        };
        /** @description A workspace. */
        MyWorkspace: {
            /** @description The workspace. */
            id: components["schemas"]["Id"];
            /** @description Its name. */
            name: string;
        };
        /** @description A new credential with its secret. */
        NewApiToken: components["schemas"]["ApiToken"] & {
            /** @description What the program sends as `Authorization: Bearer`. Shown this once. */
            token: string;
        };
        /** @description A page by its `url`, or a text by `title` and `text`. */
        NewSource: {
            /** @description Whose knowledge it shall be. */
            assistant_id: components["schemas"]["Id"];
            /** @description A text, Markdown. */
            text?: string | null;
            /** @description The title of a text. */
            title?: string | null;
            /** @description The address of a page. */
            url?: string | null;
        };
        /** @enum {string} */
        Outcome: "running" | "answered" | "declined" | "escalated" | "fenced" | "failed";
        /** @description Something that happened on a page. */
        PageEvent: {
            /** @description At most 2 KB. */
            data?: Record<string, never>;
            /** @description At most 64 letters, digits, dots and hyphens. */
            name: string;
        };
        /** @description A page of a list. */
        PageOf_Conversation: {
            /** @description The items, in the order asked for. */
            items: {
                agent?: components["schemas"]["Person"] | null;
                /** @description Who answers first. */
                assistant: components["schemas"]["AssistantName"];
                /** @description Who holds it. */
                baton: components["schemas"]["Baton"];
                /** @description Where. */
                channel: components["schemas"]["Channel"];
                /** @description With whom. */
                contact: components["schemas"]["ContactSummary"];
                /** @description When it began. */
                created_at: components["schemas"]["Time"];
                /** @description False for drive-by visitors who never wrote. */
                engaged: boolean;
                /** @description The conversation. */
                id: components["schemas"]["Id"];
                /** @description When something last happened. */
                last_activity_at: components["schemas"]["Time"];
                last_message?: components["schemas"]["LastMessage"] | null;
                /**
                 * Format: int64
                 * @description Highest message seq.
                 */
                last_seq: number;
                lead?: components["schemas"]["LeadMark"] | null;
                match?: components["schemas"]["Match"] | null;
                page?: components["schemas"]["PageSeen"] | null;
                /** @description Oldest first. */
                tags: string[];
                turn?: components["schemas"]["LiveTurn"] | null;
                /**
                 * Format: int64
                 * @description Visitor messages that the caller has not seen.
                 */
                unread: number;
            }[];
            /** @description Where to go on; null on the last page. */
            next_cursor?: string | null;
        };
        /** @description A page of the website. */
        PageSeen: {
            /** @description Its title. */
            title?: string | null;
            /** @description Its address. */
            url: string;
        };
        /** @enum {string} */
        Permission: "conversation.read" | "conversation.reply" | "conversation.delete" | "conversation.release_any" | "lead.write" | "contact.write" | "knowledge.write" | "assistant.write" | "member.manage" | "token.manage" | "workspace.manage";
        /** @description A teammate by id and name. */
        Person: {
            /** @description The user. */
            id: components["schemas"]["Id"];
            /** @description As teammates read it. */
            name: string;
        };
        /** @description A problem (RFC 9457 with a code). */
        Problem: {
            /** @description What kind, for programs. */
            code: components["schemas"]["ProblemCode"];
            /** @description What happened and what to do about it. */
            detail: string;
            /** @description A sentence for each field that was refused. */
            fields?: {
                [key: string]: string;
            } | null;
            holder?: components["schemas"]["Person"] | null;
            /** @description To be named when asking for help; set when the answer is written. */
            request_id: string;
            /**
             * Format: int32
             * @description Seconds to wait.
             */
            retry_after?: number | null;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description What kind, for people. */
            title: string;
        };
        /** @enum {string} */
        ProblemCode: "bad_request" | "unauthorized" | "invalid_credentials" | "token_expired" | "forbidden" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "conflict" | "already_claimed" | "must_claim_first" | "setup_done" | "validation_failed" | "payload_too_large" | "request_timeout" | "unsupported_media_type" | "rate_limited" | "storage_full" | "storage_failed" | "unavailable" | "internal";
        /** @description A question to an assistant. */
        Question: {
            /** @description Whose knowledge to try. */
            assistant_id: components["schemas"]["Id"];
            /** @description As a visitor would ask it. */
            question: string;
        };
        /** @description Why a conversation waits for a person. */
        Reason: {
            /** @description The closed code. */
            code: components["schemas"]["ReasonCode"];
            /** @description In words, searchable. */
            text: string;
        };
        /** @enum {string} */
        ReasonCode: "visitor_asked" | "not_in_knowledge" | "frustrated" | "sensitive" | "sales_opportunity" | "technical_failure" | "teammate" | "other";
        /** @description What to write. */
        Reply: {
            /** @description Markdown, 1 to 4000 characters. */
            body: string;
            /** @description The sender's own id for it: a repeat answers the first. */
            client_id: string;
        };
        /** @enum {string} */
        Role: "owner" | "admin" | "editor" | "viewer";
        /** @description What a visitor writes. */
        Said: {
            /** @description 1 to 4000 characters. */
            body: string;
            /** @description The browser's own id for it: a repeat answers the first. */
            client_id: string;
        };
        /** @description What has been seen. */
        Seen: {
            /**
             * Format: int64
             * @description The last message.
             */
            seq: number;
        };
        /** @description Where to look. */
        SessionPatch: {
            /** @description The workspace. */
            workspace_id: components["schemas"]["Id"];
        };
        /** @description What the first run asks for. */
        SetupIn: {
            /** @description The owner's address. */
            email: string;
            /** @description The owner's name. */
            name: string;
            /** @description The owner's password, 10 to 200 characters. */
            password: string;
            /** @description The name of the workspace. */
            workspace: string;
        };
        /** @description Whether the first run is still to come. */
        SetupState: {
            /** @description Nobody can sign in yet. */
            needed: boolean;
        };
        /** @enum {string} */
        Side: "visitor" | "person";
        /** @description A hint for whoever watches. */
        Signal: {
            /** @description The assistant starts to answer. */
            data: {
                /** @description Where. */
                conversation_id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description Its fence.
                 */
                epoch: number;
                /** @description How far it is. */
                stage: components["schemas"]["TurnStage"];
                /** @description The turn. */
                turn_id: components["schemas"]["Id"];
            };
            /** @enum {string} */
            type: "turn.started";
        } | {
            /** @description The answer moves on. */
            data: {
                /** @description Where. */
                conversation_id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description Its fence.
                 */
                epoch: number;
                /** @description How many sources it reads. */
                sources: number;
                /** @description How far it is. */
                stage: components["schemas"]["TurnStage"];
                /** @description The turn. */
                turn_id: components["schemas"]["Id"];
            };
            /** @enum {string} */
            type: "turn.stage";
        } | {
            /** @description The answer is over, one way or another. */
            data: {
                /** @description Where. */
                conversation_id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description Its fence.
                 */
                epoch: number;
                /** @description How it ended. */
                outcome: components["schemas"]["Outcome"];
                /** @description The turn. */
                turn_id: components["schemas"]["Id"];
            };
            /** @enum {string} */
            type: "turn.ended";
        } | {
            /** @description Some words of the answer. */
            data: {
                /** @description Where. */
                conversation_id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description Its fence: drop it where the baton has moved on.
                 */
                epoch: number;
                /**
                 * Format: int32
                 * @description 0, 1, 2...: a missing one means wait for the message.
                 */
                index: number;
                /** @description The words. */
                text: string;
                /** @description The turn. */
                turn_id: components["schemas"]["Id"];
            };
            /** @enum {string} */
            type: "message.delta";
        } | {
            /** @description Somebody types. */
            data: {
                /** @description Where. */
                conversation_id: components["schemas"]["Id"];
                /** @description The teammate's name, where names are shown. */
                name?: string | null;
                /** @description Started or stopped. */
                on: boolean;
                /** @description Visitor or teammate. */
                who: components["schemas"]["Side"];
            };
            /** @enum {string} */
            type: "typing";
        } | {
            /** @description Somebody read up to a message. */
            data: {
                /** @description Where. */
                conversation_id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description The last message seen.
                 */
                seq: number;
                /** @description Visitor or teammate. */
                who: components["schemas"]["Side"];
            };
            /** @enum {string} */
            type: "read";
        } | {
            /** @description A teammate has seen a conversation up to a message: their other screens need not call it unread. */
            data: {
                /** @description Where. */
                conversation_id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description The last message seen.
                 */
                seq: number;
                /** @description Who. */
                user_id: components["schemas"]["Id"];
            };
            /** @enum {string} */
            type: "seen";
        } | {
            /** @description A visitor came or went. */
            data: {
                /** @description Who. */
                contact_id: components["schemas"]["Id"];
                /** @description Whether a socket of theirs is open. */
                online: boolean;
            };
            /** @enum {string} */
            type: "presence";
        };
        /** @enum {string} */
        SourceKind: "file" | "url" | "text";
        /** @description A source with its documents. */
        SourceRead: components["schemas"]["KnowledgeSource"] & {
            /** @description In order. */
            documents: components["schemas"]["KnowledgeDocument"][];
        };
        /** @enum {string} */
        SourceStatus: "pending" | "importing" | "ready" | "failed";
        /** @enum {string} */
        Status: "open" | "resolved";
        /** @description A stretch of something that is numbered. */
        Stretch_Envelope: {
            /** @description Whether there are more in the direction asked for. */
            has_more: boolean;
            /** @description Ascending by seq. */
            items: (components["schemas"]["Event"] & {
                /** @description Who caused it. */
                actor: components["schemas"]["Actor"];
                /** @description When it was stored. */
                at: components["schemas"]["Time"];
                conversation_id?: components["schemas"]["Id"] | null;
                /** @description The event. */
                id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description Gapless in the workspace, from 1.
                 */
                seq: number;
                /** @description The tenant. */
                workspace_id: components["schemas"]["Id"];
            })[];
        };
        /** @description A stretch of something that is numbered. */
        Stretch_Message: {
            /** @description Whether there are more in the direction asked for. */
            has_more: boolean;
            /** @description Ascending by seq. */
            items: {
                author?: components["schemas"]["Person"] | null;
                /** @description Markdown. */
                body: string;
                /** @description Where the answer comes from. */
                citations: components["schemas"]["Citation"][];
                /** @description The sender's own id for it. */
                client_id?: string | null;
                /** @description Its conversation. */
                conversation_id: components["schemas"]["Id"];
                /** @description When it was stored. */
                created_at: components["schemas"]["Time"];
                /** @description The message. */
                id: components["schemas"]["Id"];
                kind?: components["schemas"]["MessageKind"] | null;
                /** @description Who speaks. */
                role: components["schemas"]["MessageRole"];
                /**
                 * Format: int64
                 * @description Gapless in the conversation, from 1.
                 */
                seq: number;
                /** @description Finished or cut short. */
                state: components["schemas"]["MessageState"];
                turn_id?: components["schemas"]["Id"] | null;
            }[];
        };
        /** @description Which tag. */
        Tag: {
            /** @description 1 to 40 characters; kept in lower case. */
            name: string;
        };
        /**
         * Format: date-time
         * @description RFC 3339, UTC, milliseconds
         */
        Time: string;
        /** @description The record of one turn. */
        Trace: {
            /** @description What made the answer. */
            answerer: components["schemas"]["AnswererKind"];
            /**
             * Format: int32
             * @description As the provider counted.
             */
            completion_tokens?: number | null;
            /**
             * Format: double
             * @description 0 to 1.
             */
            confidence: number;
            /** @description Its conversation. */
            conversation_id: components["schemas"]["Id"];
            /** @description What went wrong, for members. */
            error?: string | null;
            /**
             * Format: int64
             * @description Time to the first word, milliseconds.
             */
            first_token_ms?: number | null;
            /** @description ISO 639-1, where it could be told. */
            language?: string | null;
            /** @description The model's name. */
            model?: string | null;
            /** @description How it ended. */
            outcome: components["schemas"]["Outcome"];
            /** @description What was read, best first. */
            passages: components["schemas"]["TracePassage"][];
            /**
             * Format: int32
             * @description As the provider counted.
             */
            prompt_tokens?: number | null;
            /**
             * Format: int64
             * @description Time to find passages, milliseconds.
             */
            retrieve_ms: number;
            /** @description When it began. */
            started_at: components["schemas"]["Time"];
            /**
             * Format: double
             * @description Below it the assistant says that it does not know.
             */
            threshold: number;
            /** @description Tools that were called. */
            tools: components["schemas"]["TraceTool"][];
            /**
             * Format: int64
             * @description Time of the whole turn, milliseconds.
             */
            total_ms: number;
            /** @description The turn. */
            turn_id: components["schemas"]["Id"];
            /** @description The question that was searched for. */
            understood_as: string;
        };
        /** @description A passage that a turn read. */
        TracePassage: {
            /** @description The passage. */
            chunk_id: components["schemas"]["Id"];
            /** @description The document. */
            document_id: components["schemas"]["Id"];
            /** @description The headings above it. */
            heading: string;
            /**
             * Format: int32
             * @description The citation's number; null when read but not used.
             */
            n?: number | null;
            /**
             * Format: double
             * @description How well it matches, 0 to 1.
             */
            score: number;
            /** @description Its text. */
            text: string;
            /** @description The document's title. */
            title: string;
            /** @description Where it can be read. */
            url?: string | null;
            /** @description Whether the answer relies on it. */
            used: boolean;
        };
        /** @description One call of a tool. */
        TraceTool: {
            /** @description As the model gave them, JSON. */
            arguments: string;
            /** @description Which. */
            name: string;
            /** @description What it was told. */
            result: string;
        };
        /** @description What the assistant would say, and why. */
        Tried: components["schemas"]["Trace"] & {
            /** @description What it would say; null where the answerer failed. */
            answer?: string | null;
            /** @description Where it comes from. */
            citations: components["schemas"]["Citation"][];
        };
        /** @enum {string} */
        TurnStage: "searching" | "writing";
        /** @description Whether one types. */
        Typing: {
            /** @description Started or stopped. */
            on: boolean;
        };
        /** @description A form with files. */
        Upload: {
            /** @description Whose knowledge they shall be. */
            assistant_id: components["schemas"]["Id"];
            /** @description One or more .md, .html or .txt files of at most 5 MB. */
            file: string[];
        };
        /** @description An assistant as a widget shows it. */
        WidgetAssistant: {
            /** @description `#rrggbb`. */
            brand_color: string;
            /** @description Whose assistant it is. */
            company: string;
            /** @description The first thing it says. */
            greeting: string;
            /** @description The assistant. */
            id: components["schemas"]["Id"];
            /** @description The form for contact details. */
            lead_form: components["schemas"]["LeadForm"];
            /** @description Its name. */
            name: string;
            /** @description What one may begin with. */
            starter_prompts: string[];
        };
        /** @description The baton as a visitor reads it. */
        WidgetBaton: {
            /**
             * Format: int64
             * @description Grows with every change of holder.
             */
            epoch: number;
            /** @description Who holds it. */
            holder: components["schemas"]["HolderKind"];
            person?: components["schemas"]["WidgetPerson"] | null;
            waiting_since?: components["schemas"]["Time"] | null;
        };
        /** @description What a browser missed. */
        WidgetCatchUp: {
            /** @description Who holds the conversation. */
            baton: components["schemas"]["WidgetBaton"];
            /** @description Whether there are more. */
            has_more: boolean;
            /** @description Ascending by seq. */
            items: components["schemas"]["WidgetMessage"][];
            /**
             * Format: int64
             * @description Highest message seq.
             */
            last_seq: number;
            turn?: components["schemas"]["LiveTurn"] | null;
        };
        /** @description A source as a visitor reads it. */
        WidgetCitation: {
            /**
             * Format: int32
             * @description The number used in the text.
             */
            n: number;
            /** @description The passage. */
            quote: string;
            /** @description The document's title. */
            title: string;
            /** @description Where it can be read. */
            url?: string | null;
        };
        /** @description A conversation as a widget starts with it. */
        WidgetConversation: {
            /** @description Who holds it. */
            baton: components["schemas"]["WidgetBaton"];
            /** @description The conversation. */
            id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Highest message seq.
             */
            last_seq: number;
            turn?: components["schemas"]["LiveTurn"] | null;
        };
        /** @description What a visitor's socket receives. */
        WidgetEvent: {
            /** @description Somebody said something. */
            data: {
                /** @description What was said. */
                message: components["schemas"]["WidgetMessage"];
            };
            /** @enum {string} */
            type: "message.created";
        } | {
            /** @description A person joined. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["WidgetBaton"];
            };
            /** @enum {string} */
            type: "conversation.claimed";
        } | {
            /** @description The assistant is back. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["WidgetBaton"];
            };
            /** @enum {string} */
            type: "conversation.released";
        } | {
            /** @description A person was called. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["WidgetBaton"];
            };
            /** @enum {string} */
            type: "conversation.escalated";
        } | {
            /** @description Closed. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["WidgetBaton"];
            };
            /** @enum {string} */
            type: "conversation.resolved";
        } | {
            /** @description Opened again. */
            data: {
                /** @description The state afterwards. */
                baton: components["schemas"]["WidgetBaton"];
            };
            /** @enum {string} */
            type: "conversation.reopened";
        } | {
            /** @description Their details arrived. */
            data: {
                /** @description The lead. */
                lead_id: components["schemas"]["Id"];
            };
            /** @enum {string} */
            type: "lead.captured";
        };
        /** @description What a widget starts with. */
        WidgetInit: {
            /** @description Who answers. */
            assistant: components["schemas"]["WidgetAssistant"];
            /** @description The conversation. */
            conversation: components["schemas"]["WidgetConversation"];
            /** @description The newest messages, ascending. */
            messages: components["schemas"]["WidgetMessage"][];
            /** @description Where to listen. */
            realtime: components["schemas"]["Listening"];
            /** @description What shall happen on the page by itself. */
            rules: Record<string, never>[];
            /** @description What the server's clock says. */
            server_time: components["schemas"]["Time"];
            /** @description For the calls that follow. */
            token: string;
            /** @description Until when it holds. */
            token_expires_at: components["schemas"]["Time"];
            /** @description Messages that the visitor has not seen. */
            unread: number;
            /** @description By which the browser is known again; opaque. */
            visitor: string;
        };
        /** @description A message as a visitor reads it. */
        WidgetMessage: {
            /** @description The teammate's name, where names are shown. */
            author_name?: string | null;
            /** @description Markdown. */
            body: string;
            /** @description Where the answer comes from. */
            citations: components["schemas"]["WidgetCitation"][];
            /** @description The sender's own id for it. */
            client_id?: string | null;
            /** @description When it was stored. */
            created_at: components["schemas"]["Time"];
            /** @description The message. */
            id: components["schemas"]["Id"];
            kind?: components["schemas"]["MessageKind"] | null;
            /** @description Who speaks. */
            role: components["schemas"]["MessageRole"];
            /**
             * Format: int64
             * @description Gapless in the conversation.
             */
            seq: number;
            /** @description Finished or cut short. */
            state: components["schemas"]["MessageState"];
        };
        /** @description A teammate as a visitor reads them. */
        WidgetPerson: {
            /** @description First name as the team writes it. */
            name: string;
        };
        /** @description A further workspace. */
        WorkspaceIn: {
            /** @description Its name. */
            name: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_api_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokens"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiTokenIn"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiToken"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_api_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token */
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_assistants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Assistant"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_assistant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assistant"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_assistant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssistantPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assistant"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contact_conversations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Conversation"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_conversations: {
        parameters: {
            query?: {
                /** @description Of this assistant. */
                assistant?: components["schemas"]["Id"];
                /** @description From the page before. */
                cursor?: string;
                /** @description `false`: also visitors who never wrote. */
                engaged?: boolean;
                /** @description Only those that produced a lead. */
                has_lead?: boolean;
                /** @description 1 to 100, else 50. */
                limit?: number;
                /** @description Words of a message or a reason, or a part of the contact's name or address. Found ones come newest first. */
                q?: string;
                /** @description `newest` where nothing is said. */
                sort?: "newest" | "longest_wait";
                /** @description Which state; any where nothing is said. */
                status?: "open" | "resolved" | "unread";
                /** @description Whose baton; `all` where nothing is said. */
                view?: "all" | "waiting" | "mine";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOf_Conversation"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claim_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Claim"] | null;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    escalate_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Escalate"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_conversation_events: {
        parameters: {
            query?: {
                /** @description The last seq that is known. */
                after?: number;
                /** @description 1 to 100, else 50. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stretch_Envelope"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_messages: {
        parameters: {
            query?: {
                /** @description The oldest after this seq. */
                after?: number;
                /** @description The newest before this seq. */
                before?: number;
                /** @description 1 to 100, else 50. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stretch_Message"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seen"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopen_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reply"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolve_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tag_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Tag"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    untag_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_turn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                turn_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trace"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_typing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Typing"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_conversations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counts"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description The last seq that is known. */
                after?: number;
                /** @description 1 to 100, else 50. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Missed"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_knowledge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Question"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload_files: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Upload"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_KnowledgeSource"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sources: {
        parameters: {
            query?: {
                /** @description Of this assistant. */
                assistant?: components["schemas"]["Id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_KnowledgeSource"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_source: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSource"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnowledgeSource"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceRead"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_leads: {
        parameters: {
            query?: {
                /** @description Of this assistant. */
                assistant?: components["schemas"]["Id"];
                /** @description From the page before. */
                cursor?: string;
                /** @description 1 to 100, else 50. */
                limit?: number;
                /** @description A part of the name, address, phone number or wish. */
                q?: string;
                /** @description Of this stage. */
                status?: components["schemas"]["LeadStatus"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadsPage"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_lead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lead"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_members: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Members"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switch_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupIn"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceIn"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_clear: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Events"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_init: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Init"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetInit"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_submit_lead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Filled"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Captured"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_forget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_list_messages: {
        parameters: {
            query?: {
                /** @description The last seq that is known. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetCatchUp"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_post_message: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Said"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetMessage"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WidgetMessage"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seen"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_request_human: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Held"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_stay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Held"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widget_typing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Typing"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the token ran out. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role or the page does not allow it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body did not arrive in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of the wrong kind. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Values are not acceptable; `fields` names them. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much in a short time; `retry_after` tells when. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible now; nothing was lost. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
