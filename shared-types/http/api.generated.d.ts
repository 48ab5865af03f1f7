// Generated from shared-types/http/openapi.generated.json by `npm run generate`. Do not edit.
export interface paths {
    "/api/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every part's health */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /**
         * Delete the account and all that it has
         * @description Signed out everywhere at once; erased for good after DELETION_GRACE_DAYS (30). Until then signing in again at the provider, the recovery phrase, or the operator brings it back. In local mode a browser that joined by a code may not: PHRASE_NEEDED.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/browsers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The browsers that have access to the account */
        get: operations["listBrowsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/browsers/{browser_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Put a browser out
         * @description At once, on every edge, with its event streams. In local mode a browser that joined by a code may put out only itself: others are PHRASE_NEEDED.
         */
        delete: operations["endBrowser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/device-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A one-time code for another browser
         * @description Good for ten minutes and for one use; a new one replaces the last. In local mode; else there is no such thing.
         */
        post: operations["makeDeviceCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take along all that is stored of the account
         * @description A zip, made as it is read: account.json, and of every book its state, whole log, proposals and novel. What was deleted is not in it. One at a time (429); it is on the audit record.
         */
        get: operations["exportAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use the account of a code or a phrase in this browser
         * @description The answer's cookie is of that account; what this browser's own account had comes along, which undoMerge undoes within 30 days. This browser's cookie of before, and every other of that account, is 401 from then on. A browser that joined its account by a code cannot take that along: PHRASE_NEEDED. A wrong, used or expired code is 404. After a few wrong guesses the next has to wait (429), longer each time.
         */
        post: operations["joinAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts that were taken into this one, and this browser's own that was taken elsewhere
         * @description Of the last 30 days.
         */
        get: operations["listMerges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/merges/{merge_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back what an account brought
         * @description Within 30 days, by a browser of the account that was taken along, or by one of the account that has its sessions now. The sessions that it brought go back with all that was written in them since; those begun since stay. In a browser of the account that was taken along the answer's cookie is that account's again.
         */
        post: operations["undoMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/recovery-phrase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A phrase that restores the account
         * @description A new one replaces the last. Only the account's first browser, and browsers that gave the present phrase, may; others are PHRASE_NEEDED. In local mode; else there is no such thing.
         */
        post: operations["makeRecoveryPhrase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End this sign-in, or every one of the account
         * @description Ends its event streams on every edge. In oidc mode with a cookie; else 404.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/take-along": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take this browser's local sessions into the account that signed in
         * @description In oidc mode, where the browser still has its local account's own cookie; else 404, also where that account was taken along already. undoMerge undoes it within 30 days.
         */
        post: operations["takeAlong"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tokens by which programs have access to the account */
        get: operations["listTokens"];
        put?: never;
        /**
         * A token for a program
         * @description Sent as `Authorization: Bearer …`. `read` reads; `propose` also begins books, saves, revises, regenerates and uploads; `full` does what the writer does in books and settings. Who has access to the account is a browser's to decide: no token reaches that. At most 50 (429). It ends with the browser that made it, where that is put out.
         */
        post: operations["makeToken"];
        /**
         * End every token of the account
         * @description As endToken, all at once; also where there is none.
         */
        delete: operations["endTokens"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a token
         * @description At once, on every edge, with its event streams.
         */
        delete: operations["endToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the account's programs are told what happened */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Tell a program what happens in the account's books
         * @description Each event of each book is posted there, signed as Standard Webhooks (docs/webhooks.md), in order within a book. At most 20 (429).
         */
        post: operations["addWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Tell it nothing any more */
        delete: operations["endWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/account/webhooks/{webhook_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try its dead letters again */
        post: operations["retryWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow several sessions over one connection (server-sent events)
         * @description The same blocks as each session's own stream, with the session in `id: <session_id>:<version>` and as `session_id` in the data. `after` is given once a session: `<session_id>:<version>`, or `<session_id>` for live from now. A session that is not the account's gets `event: missing`; where none is, the answer is 404. To reconnect, ask with the versions that were heard: `Last-Event-ID` is not read.
         */
        get: operations["followSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same, for a client that knows the API's base alone
         * @description Streamable HTTP without sessions, for a program that comes with a token of the account (docs/mcp.md). Its tools read and propose over this API; none confirms.
         */
        post: operations["mcpBelowBase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/novels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Finished novels, newest first */
        get: operations["listNovels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/novels/{novel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A novel's agreed foundation
         * @description Without an edition the newest; earlier ones stay readable.
         */
        get: operations["getNovel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/novels/{novel_id}/bible": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bible of the novel's series
         * @description Read from the newest edition of each finished book: every person, place, rule and the rest of the world, from which book on it is true, in which books it is, and where a book has it otherwise. Of a novel without a series that of this book.
         */
        get: operations["getBible"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/novels/{novel_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A novel as a file to take along
         * @description In the book's language: the whole book, one `stage`, or one `chapter`'s packet. `obsidian` is a zip of linked notes; the JSON follows the schema at `/api/schemas/novel-file.schema.json`. The file's name is in UTF-8.
         */
        get: operations["exportNovel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/novels/{novel_id}/sequels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the next book of the same world
         * @description A new session, the next of the novel's series. It begins with this book's world and cast as drafts of their stages: what is canon is locked until the writer unlocks it, and what changes between the books is asked as the stages' questions. What came before is in the brief's notes, which the writer may change. Without a language the book's own.
         */
        post: operations["beginSequel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The shelf, newest first
         * @description Sessions that never had a command are left out. Without a cookie the answer gives one. `search`: a part of a title, of the writer's idea, or of what is accepted or chosen in a stage. `deleted`: what is deleted and not yet erased, instead.
         */
        get: operations["listSessions"];
        put?: never;
        /**
         * Open a session
         * @description Without a language, Accept-Language decides, else zh-CN. Without a cookie the answer gives one.
         */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a session
         * @description It is gone from lists and answers at once, its streams end, and what was being generated is cancelled. Restoring brings it back until it is erased.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/branches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session with all its branches, and what it is a branch of */
        get: operations["listBranches"];
        put?: never;
        /**
         * Go on from a version of a session, in a new one
         * @description The new session has the log up to that version as its own, and the same rounds under the same ids. What was being generated then is cancelled in it. With `replay_with` the generations after that version run again in it, one after the other, with the same feedback, on that model; CANCEL_GENERATION ends that.
         */
        post: operations["createBranch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a command */
        post: operations["sendCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session's whole log, oldest first */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the session (server-sent events)
         * @description Durable events have `id: <version>` and a DomainEvent as data. GenerationProgress and GenerationDelta have no id: losing them loses nothing. A garbage or future cursor gets `event: reset` with a StreamReset.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take the whole log away, as a file that anyone can verify
         * @description Lines of JSON: a header with the format's version and the schemas of the contents, then every event with its hash and the hash before it, as it was written. `npm run verify -- FILE` checks one, and docs/log.md says how to do so without this studio.
         */
        get: operations["exportLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A session's materials, newest first */
        get: operations["listMaterials"];
        put?: never;
        /**
         * Bring one's own material
         * @description Markdown, text, DOCX, EPUB, or a zip of Markdown. It is kept word for word, and answered with the map of its sections, each with where it would go; nothing is placed by that. Without `encoding` it is recognised by the bytes. A file that cannot be taken whole is refused: 415 where it is of no such kind, 413 where it unpacks to too much, 422 otherwise, each with an issue that says what to do, and its `reason`.
         */
        post: operations["addMaterial"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/materials/{material_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A material's map */
        get: operations["getMaterial"];
        put?: never;
        post?: never;
        /**
         * Take a material away
         * @description Its text and its file are erased at once; what was placed from it stays.
         */
        delete: operations["removeMaterial"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/materials/{material_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A material's file as it came, byte for byte */
        get: operations["getMaterialFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/materials/{material_id}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct where sections would go */
        put: operations["mapMaterial"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/materials/{material_id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A material's text, word for word
         * @description At most 262,144 characters at a time, from the character `after` on; of one section with `section_id`.
         */
        get: operations["getMaterialText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The book as it was at a version of its log
         * @description What was chosen then, with the texts of then: to be read, compared and put back (SELECT_CANDIDATE, SAVE_CANDIDATE), or gone on from (branches). 404 for a version that the session does not have.
         */
        get: operations["getPastState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a window has the book open, and hear of the others
         * @description Of the same account's windows, on every device. Said again within 30 seconds, or the window is gone; nothing of it is kept, and it is no event.
         */
        post: operations["sayPresence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rounds, newest first */
        get: operations["listProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/provenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a field came to read as it does, newest first */
        get: operations["getProvenance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a deletion back
         * @description The session is as it was, within DELETION_GRACE_DAYS (30) of its deletion; one that is not deleted stays as it is.
         */
        post: operations["restoreSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/{session_id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything a screen needs, of one moment */
        get: operations["getState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/sessions/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a session of a log that was taken away
         * @description An equal session of the caller's account: the same state and novel, under new ids. The file's chain must hold, and nothing in it is trusted: each event is checked by its schema, and what is refused is named by its line. What was being generated where the log ends has failed, and can be asked for again. At most 16 MiB and 20,000 events; one at a time (429).
         */
        post: operations["importLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/settings/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The model that writes for this account
         * @description The writer's own, else the operator's, else the sample generator.
         */
        get: operations["getModelSettings"];
        /**
         * Use a model of one's own
         * @description The address is taken in any form and kept in one. The key is encrypted and never sent back; without `api_key` the stored one stays, as long as the host does. Where a writer may point it is the operator's to say.
         */
        put: operations["putModelSettings"];
        post?: never;
        /** Forget the own model and its key */
        delete: operations["deleteModelSettings"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/settings/model/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try an endpoint with real calls
         * @description Stores nothing. Each step has its words in the language of Accept-Language. Without `api_key` the stored key is used, where the host is the stored one.
         */
        post: operations["testModelSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/genesis/settings/model/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What models took and cost, by month and model
         * @description Every call of this account's, failed ones too, newest month first.
         */
        get: operations["getModelUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The Model Context Protocol
         * @description Streamable HTTP without sessions, for a program that comes with a token of the account (docs/mcp.md). Its tools read and propose over this API; none confirms.
         */
        post: operations["mcp"];
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
        AbandonSessionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "ABANDON_SESSION";
            expected_version?: number;
            payload?: components["schemas"]["AbandonSessionPayload"];
        };
        AbandonSessionPayload: Record<string, never>;
        Accepted: {
            /** Format: date-time */
            accepted_at: string;
            /** Format: uuid */
            candidate_id: string;
            content: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            proposal_id: string;
        } | null;
        Account: {
            can_sign_out: boolean;
            deletion_grace_days: number;
            has_confirmed_stage: boolean;
            is_keeper: boolean;
            local_sessions: number;
            /** @enum {string} */
            mode: "local" | "oidc";
            name: string | null;
            /** Format: date-time */
            recovery_phrase_made_at: string | null;
            recovery_phrase_made_here: boolean | null;
            sessions: number;
        };
        AccountBrowser: {
            /** Format: uuid */
            browser_id: string;
            /** Format: date-time */
            created_at: string;
            device: string | null;
            is_current: boolean;
            joined_by: components["schemas"]["JoinedBy"];
            /** Format: date-time */
            last_seen_at: string;
        };
        AccountBrowsers: {
            browsers: components["schemas"]["AccountBrowser"][];
        };
        AccountMerge: {
            brought_sessions: number;
            is_own: boolean;
            /** Format: uuid */
            merge_id: string;
            /** Format: date-time */
            merged_at: string;
            /** Format: date-time */
            undo_until: string;
            /** Format: date-time */
            undone_at: string | null;
        };
        AccountMerges: {
            merges: components["schemas"]["AccountMerge"][];
        };
        AccountToken: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string | null;
            name: string;
            scope: components["schemas"]["TokenScope"];
            /** Format: uuid */
            token_id: string;
        };
        AccountTokenRequest: {
            name: string;
            scope: components["schemas"]["TokenScope"];
        };
        AccountTokens: {
            tokens: components["schemas"]["AccountToken"][];
        };
        AddedWebhook: {
            /** Format: date-time */
            created_at: string;
            event_types: string[] | null;
            failed: number;
            last_error: string | null;
            /** Format: date-time */
            last_sent_at: string | null;
            pending: number;
            secret: string;
            url: string;
            /** Format: uuid */
            webhook_id: string;
        };
        Alias: string;
        AnswerQuestionsCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "ANSWER_QUESTIONS";
            expected_version?: number;
            payload: components["schemas"]["AnswerQuestionsPayload"];
        };
        AnswerQuestionsPayload: {
            answers: components["schemas"]["QuestionAnswer"][];
        };
        ArchiveSessionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "ARCHIVE_SESSION";
            expected_version?: number;
            payload?: components["schemas"]["ArchiveSessionPayload"];
        };
        ArchiveSessionPayload: Record<string, never>;
        AvoidedThing: string;
        Beat: string;
        Bible: {
            books: {
                edition: number;
                /** Format: uuid */
                novel_id: string;
                number: number;
                title: string;
            }[];
            entries: components["schemas"]["BibleEntry"][];
            /** Format: uuid */
            series_id: string | null;
            title: string;
        };
        BibleEntry: {
            books: number[];
            changes: {
                number: number;
                pointers: string[];
            }[];
            id: string;
            list: string;
            name: string;
            since: number;
        };
        BranchList: {
            branches: {
                branch_of: components["schemas"]["BranchOf"];
                /** Format: date-time */
                created_at: string;
                current_stage: components["schemas"]["Stage"];
                replay: components["schemas"]["Replay"];
                /** Format: uuid */
                session_id: string;
                status: components["schemas"]["SessionStatus"];
                title: string;
                /** Format: date-time */
                updated_at: string;
                usage: components["schemas"]["Usage"];
                version: number;
            }[];
        };
        BranchOf: {
            /** Format: uuid */
            session_id: string;
            version: number;
        } | null;
        BranchRequest: {
            replay_with?: string;
            title?: string;
            version: number;
        };
        Brief: {
            constraints: string[];
            door: components["schemas"]["Door"];
            genre: string | null;
            hints: string | null;
            idea: string | null;
            notes: string | null;
            prompts?: {
                CHARACTERS?: string;
                CONCEPT_SELECTION?: string;
                PLOT_OUTLINE?: string;
                STORY_CONCEPTION?: string;
                WORLDVIEW?: string;
            };
        };
        BroughtSessions: {
            brought_sessions: number;
        };
        Budget: {
            limit_usd: number | null;
            spent_usd: number;
        };
        CalendarEntry: {
            id: components["schemas"]["ItemId"];
            what: string;
            when: string;
        };
        CancelGenerationCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "CANCEL_GENERATION";
            expected_version?: number;
            payload?: components["schemas"]["CancelGenerationPayload"];
        };
        CancelGenerationPayload: Record<string, never>;
        Candidate: {
            /** Format: uuid */
            candidate_id: string;
            changed: components["schemas"]["JsonPointer"][];
            content: {
                [key: string]: unknown;
            };
            field_origins: {
                [key: string]: components["schemas"]["FieldOrigin"];
            };
            receipts: components["schemas"]["Receipt"][];
        };
        CandidateIds: {
            /** Format: uuid */
            candidate_id: string;
            /** Format: uuid */
            proposal_id: string;
        };
        Chapter: {
            beats: components["schemas"]["Beat"][];
            cast_ids: components["schemas"]["ItemRef"][];
            goal: string;
            hook: string;
            id: components["schemas"]["ItemId"];
            length: number;
            number: number;
            payoff?: string;
            payoff_ids: components["schemas"]["ItemRef"][];
            place_id: string;
            pov_id: string;
            price?: string;
            reveals: components["schemas"]["ItemRef"][];
            thread_ids: components["schemas"]["ItemRef"][];
            title: string;
            turn: string;
            when?: string;
        };
        Character: {
            age?: string;
            aliases: components["schemas"]["Alias"][];
            arc?: components["schemas"]["CharacterArc"];
            faction_ids: components["schemas"]["ItemRef"][];
            flaw?: string;
            gender?: string;
            id: components["schemas"]["ItemId"];
            knows: components["schemas"]["Knowledge"][];
            misbelief?: string;
            name: string;
            need?: string;
            presence?: string;
            role: string;
            secret?: string;
            sign: string;
            strength?: string;
            voice?: components["schemas"]["CharacterVoice"];
            want: string;
            weight: components["schemas"]["CharacterWeight"];
        };
        CharacterArc: {
            end: string;
            start: string;
            turn: string;
        };
        CharactersContent: {
            characters: components["schemas"]["Character"][];
            facts: components["schemas"]["Fact"][];
            logline: string;
            open_questions: components["schemas"]["OpenQuestion"][];
            proposed_answers?: components["schemas"]["ProposedAnswer"][];
            relations: components["schemas"]["Relation"][];
            title: string;
            why: string;
        };
        CharacterVoice: {
            description: string;
            line: string;
        };
        /** @enum {string} */
        CharacterWeight: "lead" | "major" | "minor";
        Check: {
            code: components["schemas"]["CheckCode"];
            pointers: string[];
        };
        /** @enum {string} */
        CheckCode: "NAME_UNRESOLVED" | "THREAD_UNPAID" | "CHARACTER_ABSENT" | "ARC_WITHOUT_TURN" | "RULE_UNUSED" | "LENGTHS_APART" | "NAMES_ALIKE" | "CONSTRAINT_BROKEN" | "CLUE_UNPLANTED" | "SECRET_UNLEARNED" | "KNOWN_TOO_EARLY" | "VOICE_SHARED" | "QUESTION_OPEN";
        Clue: {
            id: components["schemas"]["ItemId"];
            text: string;
        };
        CommandCompleted: {
            /** Format: uuid */
            command_id: string;
            command_type: components["schemas"]["CommandType"];
            /** Format: uuid */
            correlation_id: string | null;
            result: components["schemas"]["CommandResult"];
            /** @enum {string} */
            status: "COMPLETED";
            version: number;
        };
        CommandReceived: {
            /** Format: uuid */
            command_id: string;
            command_type: components["schemas"]["CommandType"];
            /** Format: uuid */
            correlation_id: string | null;
            /** @enum {string} */
            status: "RECEIVED";
            version: number;
        };
        CommandRequest: components["schemas"]["RequestInspirationCommand"] | components["schemas"]["SubmitIdeaCommand"] | components["schemas"]["ReviseProposalCommand"] | components["schemas"]["RegenerateProposalCommand"] | components["schemas"]["ConfirmStageCommand"] | components["schemas"]["PlaceMaterialCommand"] | components["schemas"]["CancelGenerationCommand"] | components["schemas"]["FinishGenesisCommand"] | components["schemas"]["SelectCandidateCommand"] | components["schemas"]["SaveCandidateCommand"] | components["schemas"]["ReopenStageCommand"] | components["schemas"]["KeepStageCommand"] | components["schemas"]["RenameEverywhereCommand"] | components["schemas"]["UndoCommand"] | components["schemas"]["RedoCommand"] | components["schemas"]["AbandonSessionCommand"] | components["schemas"]["ResumeSessionCommand"] | components["schemas"]["ArchiveSessionCommand"] | components["schemas"]["UnarchiveSessionCommand"] | components["schemas"]["RenameSessionCommand"] | components["schemas"]["AnswerQuestionsCommand"] | components["schemas"]["UpdateBriefCommand"] | components["schemas"]["SetBudgetCommand"];
        CommandResult: {
            /** Format: uuid */
            cancelled_command_id?: string;
            /** Format: uuid */
            candidate_id?: string;
            /** Format: uuid */
            novel_id?: string;
            /** Format: uuid */
            proposal_id?: string;
        };
        /** @enum {string} */
        CommandStatus: "RECEIVED" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED";
        /** @enum {string} */
        CommandType: "REQUEST_INSPIRATION" | "SUBMIT_IDEA" | "REVISE_PROPOSAL" | "REGENERATE_PROPOSAL" | "CONFIRM_STAGE" | "PLACE_MATERIAL" | "CANCEL_GENERATION" | "FINISH_GENESIS" | "SELECT_CANDIDATE" | "SAVE_CANDIDATE" | "REOPEN_STAGE" | "KEEP_STAGE" | "RENAME_EVERYWHERE" | "UNDO" | "REDO" | "ABANDON_SESSION" | "RESUME_SESSION" | "ARCHIVE_SESSION" | "UNARCHIVE_SESSION" | "RENAME_SESSION" | "ANSWER_QUESTIONS" | "UPDATE_BRIEF" | "SET_BUDGET";
        ConceptContent: {
            advantage?: string;
            angle: string;
            desire: string;
            dramatic_question: string;
            facts: components["schemas"]["Fact"][];
            form_note?: string;
            genres: components["schemas"]["Genre"][];
            irony: string;
            logline: string;
            obstacle: string;
            open_questions: components["schemas"]["OpenQuestion"][];
            opening_hook: string;
            protagonist: string;
            reader_promise: string;
            stakes: string;
            title: string;
            tone: string;
            why: string;
        };
        ConfirmStageCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "CONFIRM_STAGE";
            expected_version?: number;
            payload: components["schemas"]["ConfirmStagePayload"];
        };
        ConfirmStagePayload: {
            /** Format: uuid */
            candidate_id: string;
            edits?: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            proposal_id: string;
            stage?: components["schemas"]["Stage"];
        };
        CreateSessionRequest: {
            language?: components["schemas"]["Language"];
            title?: string;
        };
        DeviceCode: {
            code: string;
            /** Format: date-time */
            expires_at: string;
        };
        DomainEvent: {
            /** Format: uuid */
            command_id: string | null;
            /** Format: uuid */
            correlation_id: string | null;
            /** Format: uuid */
            event_id: string;
            event_type: components["schemas"]["EventType"];
            /** Format: date-time */
            occurred_at: string;
            payload: {
                [key: string]: unknown;
            };
            version: number;
        };
        /** @enum {string|null} */
        Door: "inspiration" | "idea" | null;
        EmptyRequest: Record<string, never>;
        /** @enum {string} */
        ErrorCode: "MALFORMED_REQUEST" | "MISDIRECTED" | "HEADERS_TOO_LARGE" | "UNAUTHENTICATED" | "CSRF_REJECTED" | "SCOPE" | "METHOD_NOT_ALLOWED" | "UNSUPPORTED_MEDIA_TYPE" | "PAYLOAD_TOO_LARGE" | "REQUEST_TIMEOUT" | "MALFORMED_JSON" | "VALIDATION_FAILED" | "RATE_LIMITED" | "NOT_FOUND" | "PHRASE_NEEDED" | "IDEMPOTENCY_KEY_REUSED" | "DUPLICATE_COMMAND" | "SESSION_BUSY" | "VERSION_CONFLICT" | "BUDGET_SPENT" | "COMMAND_NOT_ALLOWED" | "UNAVAILABLE" | "INTERNAL";
        EventList: {
            events: components["schemas"]["DomainEvent"][];
            next: number | null;
        };
        /** @enum {string} */
        EventType: "genesis.session.created" | "genesis.inspiration.requested" | "genesis.idea.submitted" | "genesis.revision.requested" | "genesis.regeneration.requested" | "genesis.import.requested" | "genesis.generation.started" | "genesis.proposal.ready" | "genesis.stage.confirmed" | "genesis.command.failed" | "genesis.command.cancelled" | "genesis.session.finished" | "genesis.candidate.selected" | "genesis.candidate.saved" | "genesis.questions.answered" | "genesis.brief.updated" | "genesis.budget.set" | "genesis.stage.reopened" | "genesis.stage.kept" | "genesis.name.changed" | "genesis.command.undone" | "genesis.command.redone" | "genesis.session.abandoned" | "genesis.session.resumed" | "genesis.session.archived" | "genesis.session.unarchived" | "genesis.session.renamed" | "genesis.session.deleted" | "genesis.session.restored" | "genesis.material.added" | "genesis.material.removed";
        Fact: {
            label: string;
            text: string;
        };
        Faction: {
            against: components["schemas"]["ItemRef"][];
            holds: string;
            id: components["schemas"]["ItemId"];
            name: string;
            wants: string;
        };
        /** @enum {string} */
        FailureCode: "MODEL_UNAVAILABLE" | "MODEL_REFUSED" | "MODEL_BAD_ANSWER" | "MODEL_NOT_CONFIGURED" | "MODEL_BALANCE_EMPTY" | "MODEL_NOT_FOUND" | "MODEL_REGION_REFUSED" | "MODEL_ADDRESS_WRONG" | "MODEL_CERTIFICATE_REFUSED" | "MODEL_PROXY_FAILED" | "MODEL_RATE_LIMITED" | "MODEL_CONTEXT_TOO_LONG" | "MODEL_OUTPUT_CUT" | "MODEL_FILTERED" | "MODEL_ONLY_THOUGHT" | "MODEL_ENDLESS" | "NOTHING_TO_PLACE" | "BUDGET_SPENT" | "WORKER_LOST" | "TIMED_OUT" | "EVENT_UNDELIVERABLE" | "INTERNAL";
        FieldOrigin: {
            kind: components["schemas"]["OriginKind"];
            /** Format: uuid */
            proposal_id: string;
        };
        FinishGenesisCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "FINISH_GENESIS";
            expected_version?: number;
            payload?: components["schemas"]["FinishGenesisPayload"];
        };
        FinishGenesisPayload: {
            title?: string;
        };
        /** @enum {string} */
        FormKind: "novel" | "serial";
        GenerationDelta: {
            attempt: number;
            candidate_index: number;
            /** Format: uuid */
            command_id: string;
            offset: number;
            stage: components["schemas"]["Stage"];
            text: string;
        };
        GenerationProgress: {
            attempt: number;
            candidates_done: number;
            candidates_total: number;
            /** Format: uuid */
            command_id: string;
            message_code: string | null;
            progress: number;
        };
        Generator: {
            concurrency: number;
            host: string | null;
            kind: components["schemas"]["GeneratorKind"];
            model: string | null;
        };
        /** @enum {string} */
        GeneratorKind: "model" | "sample";
        Genre: string;
        GlossaryEntry: {
            id: components["schemas"]["ItemId"];
            meaning: string;
            term: string;
        };
        HistoryEvent: {
            event: string;
            id: components["schemas"]["ItemId"];
            scar: string;
            when: string;
        };
        Issue: {
            message: string;
            path: string;
        };
        ItemId: string;
        ItemRef: string;
        /** @enum {string} */
        JoinedBy: "first" | "code" | "phrase" | "sign_in";
        JoinRequest: {
            code: string;
        } | {
            phrase: string;
        };
        JsonPointer: string;
        KeepStageCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "KEEP_STAGE";
            expected_version?: number;
            payload: components["schemas"]["KeepStagePayload"];
        };
        KeepStagePayload: {
            stage: components["schemas"]["Stage"];
        };
        Knowledge: {
            since: string;
            what_id: string;
        };
        /** @enum {string} */
        Language: "zh-CN" | "en";
        LastError: {
            /** Format: date-time */
            at: string;
            code: components["schemas"]["FailureCode"];
            /** Format: uuid */
            command_id: string;
            command_type: components["schemas"]["CommandType"];
            kept_text: string | null;
            message: string;
            payload: {
                [key: string]: unknown;
            };
            stage: components["schemas"]["Stage"];
        } | null;
        /** @enum {string} */
        LengthUnit: "chars" | "words";
        Liveness: {
            /** @enum {string} */
            status: "ok";
        };
        MadeAccountToken: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string | null;
            name: string;
            scope: components["schemas"]["TokenScope"];
            token: string;
            /** Format: uuid */
            token_id: string;
        };
        Material: {
            chars: number;
            /** Format: date-time */
            created_at: string;
            encoding: components["schemas"]["TextEncoding"];
            /** @enum {string} */
            kind: "text" | "markdown" | "docx" | "epub" | "zip";
            left_out: ("images" | "deletions" | "comments" | "macros" | "other_files" | "headings")[];
            /** Format: uuid */
            material_id: string;
            name: string;
            sections: components["schemas"]["MaterialSection"][];
        };
        /** @enum {string} */
        MaterialDestination: "idea" | "concept" | "story" | "world" | "character" | "chapter" | "notes";
        MaterialList: {
            materials: components["schemas"]["MaterialSummary"][];
            next: string | null;
        };
        MaterialMapRequest: {
            sections: {
                goes_to: components["schemas"]["MaterialDestination"];
                section_id: string;
            }[];
        };
        MaterialSection: {
            at: number;
            chars: number;
            goes_to: components["schemas"]["MaterialDestination"];
            heading: string;
            is_group: boolean;
            level: number;
            section_id: string;
        };
        MaterialSummary: {
            chars: number;
            /** Format: date-time */
            created_at: string;
            encoding: components["schemas"]["TextEncoding"];
            /** @enum {string} */
            kind: "text" | "markdown" | "docx" | "epub" | "zip";
            left_out: ("images" | "deletions" | "comments" | "macros" | "other_files" | "headings")[];
            /** Format: uuid */
            material_id: string;
            name: string;
        };
        MaterialText: {
            next: number | null;
            text: string;
        };
        MaterialUpload: {
            encoding?: components["schemas"]["TextEncoding"];
            /**
             * Format: binary
             * @description At most 10 MiB; its name's ending helps
             */
            file: string;
        };
        McpMessage: {
            /** @enum {string} */
            jsonrpc: "2.0";
        } & {
            [key: string]: unknown;
        };
        ModelPrice: {
            currency: string;
            input_per_mtok: number;
            output_per_mtok: number;
            source: string;
        } | null;
        ModelSettings: {
            base_url: string | null;
            concurrency: number;
            has_key: boolean;
            model: string | null;
            price: components["schemas"]["ModelPrice"];
            source: components["schemas"]["ModelSource"];
            stages: {
                CHARACTERS?: components["schemas"]["ModelStage"];
                CONCEPT_SELECTION?: components["schemas"]["ModelStage"];
                PLOT_OUTLINE?: components["schemas"]["ModelStage"];
                STORY_CONCEPTION?: components["schemas"]["ModelStage"];
                WORLDVIEW?: components["schemas"]["ModelStage"];
            };
        };
        ModelSettingsRequest: {
            api_key?: string | null;
            base_url: string;
            concurrency?: number;
            has_key?: boolean;
            model?: string | null;
            price?: {
                /** @enum {string} */
                currency: "USD";
                input_per_mtok: number;
                output_per_mtok: number;
                source?: string;
            } | null;
            source?: components["schemas"]["ModelSource"];
            stages?: {
                CHARACTERS?: {
                    max_output_tokens?: number | null;
                    model?: string | null;
                    reasoning?: components["schemas"]["Reasoning"];
                    temperature?: number | null;
                };
                CONCEPT_SELECTION?: {
                    max_output_tokens?: number | null;
                    model?: string | null;
                    reasoning?: components["schemas"]["Reasoning"];
                    temperature?: number | null;
                };
                PLOT_OUTLINE?: {
                    max_output_tokens?: number | null;
                    model?: string | null;
                    reasoning?: components["schemas"]["Reasoning"];
                    temperature?: number | null;
                };
                STORY_CONCEPTION?: {
                    max_output_tokens?: number | null;
                    model?: string | null;
                    reasoning?: components["schemas"]["Reasoning"];
                    temperature?: number | null;
                };
                WORLDVIEW?: {
                    max_output_tokens?: number | null;
                    model?: string | null;
                    reasoning?: components["schemas"]["Reasoning"];
                    temperature?: number | null;
                };
            };
        };
        /** @enum {string} */
        ModelSource: "operator" | "own" | "sample";
        ModelStage: {
            max_output_tokens: number | null;
            model: string | null;
            reasoning: components["schemas"]["Reasoning"];
            temperature: number | null;
        };
        ModelTest: {
            base_url: string | null;
            called: string | null;
            /** @enum {string|null} */
            mode: "schema" | "json" | "text" | null;
            model: string | null;
            models: string[];
            ok: boolean;
            reasons: boolean;
            reports_usage: boolean;
            steps: components["schemas"]["ModelTestStep"][];
            streams: boolean;
        };
        ModelTestRequest: {
            api_key?: string | null;
            base_url: string;
            model?: string | null;
        };
        ModelTestStep: {
            message: string;
            ms: number;
            ok: boolean;
            /** @enum {string} */
            step: "reached" | "key" | "model" | "answers" | "streams" | "json" | "usage" | "reasoning" | "speed" | "cost";
        };
        ModelUsage: {
            usage: components["schemas"]["MonthOfModel"][];
        };
        MonthOfModel: {
            cached_tokens: number;
            calls: number;
            cost_usd: number | null;
            failed_calls: number;
            host: string | null;
            input_tokens: number;
            model: string | null;
            month: string;
            output_tokens: number;
            reasoning_tokens: number;
            unknown_calls: number;
        };
        NamedThing: {
            id: components["schemas"]["ItemId"];
            name: string;
            who: string;
        };
        Novel: {
            blurb: string;
            brief: components["schemas"]["Brief"];
            characters: components["schemas"]["CharactersContent"];
            checks: components["schemas"]["Check"][];
            concept: components["schemas"]["ConceptContent"];
            /** Format: date-time */
            created_at: string;
            edition: number;
            field_origins: {
                [key: string]: components["schemas"]["FieldOrigin"];
            };
            form: components["schemas"]["StoryForm"];
            language: components["schemas"]["Language"];
            /** Format: uuid */
            novel_id: string;
            open_questions: components["schemas"]["OpenQuestion"][];
            outline: components["schemas"]["PlotContent"];
            questions: components["schemas"]["Question"][];
            series: components["schemas"]["Series"];
            /** Format: uuid */
            session_id: string;
            story: components["schemas"]["StoryContent"];
            tags: string[];
            title: string;
            /** Format: date-time */
            updated_at: string;
            usage: components["schemas"]["Usage"];
            world: components["schemas"]["WorldContent"];
        };
        NovelList: {
            next: string | null;
            novels: components["schemas"]["NovelSummary"][];
        };
        NovelSummary: {
            blurb: string | null;
            /** Format: date-time */
            created_at: string;
            edition: number;
            language: components["schemas"]["Language"];
            /** Format: uuid */
            novel_id: string;
            /** Format: uuid */
            session_id: string;
            tags: string[] | null;
            title: string;
            /** Format: date-time */
            updated_at: string;
        };
        OpeningChapter: string;
        OpenQuestion: {
            id: components["schemas"]["ItemId"];
            question: string;
        };
        Origin: {
            cost_usd: number | null;
            feedback: string | null;
            input_tokens: number | null;
            kind: components["schemas"]["OriginKind"];
            left_out?: string[];
            locked: components["schemas"]["JsonPointer"][];
            model: string | null;
            output_tokens: number | null;
            /** Format: uuid */
            parent_candidate_id?: string | null;
            /** Format: uuid */
            parent_proposal_id: string | null;
            prompt_changes?: {
                added: string[];
                removed: string[];
            };
            prompt_version: string | null;
            stopped: boolean;
        };
        /** @enum {string} */
        OriginKind: "ai" | "user" | "import" | "sample";
        Part: {
            beats: components["schemas"]["PartBeat"][];
            chapters: components["schemas"]["Chapter"][];
            conflict: string;
            end_hook: string;
            goal: string;
            id: components["schemas"]["ItemId"];
            length: number;
            title: string;
            turn: string;
        };
        PartBeat: string;
        PartHealth: {
            detail: string | null;
            help: string | null;
            /** @enum {string|null} */
            problem: "POSTGRESQL_AWAY" | "POSTGRESQL_REFUSES" | "READ_ONLY" | "NOT_MIGRATED" | "RIGHTS_MISSING" | "DISK_FULL" | "MAINTENANCE" | "CLOCK_OFF" | "NO_HEARTBEAT" | "SILENT" | "NOT_LISTENING" | "WAKES_SILENT" | "REPLICA_AWAY" | "EVENTS_NOT_PUBLISHED" | "EVENTS_NOT_TAKEN" | "PREFECT_AWAY" | "PREFECT_REFUSES" | "PREFECT_FAILS" | "DEPLOYMENT_MISSING" | "DEPLOYMENT_WITHOUT_POOL" | "POOL_MISSING" | "POOL_PAUSED" | "QUEUE_PAUSED" | "NO_WORKER_POLLS" | "MODEL_FAILING" | null;
            /** Format: date-time */
            seen_at: string | null;
            status: components["schemas"]["PartStatus"];
        };
        PartialText: {
            candidate_index: number;
            text: string;
        };
        /** @enum {string} */
        PartStatus: "ok" | "starting" | "degraded";
        PastStage: {
            accepted: components["schemas"]["Accepted"];
            proposal_count: number;
            proposals: components["schemas"]["Proposal"][];
            stale_basis: {
                CHARACTERS?: components["schemas"]["CandidateIds"];
                CONCEPT_SELECTION?: components["schemas"]["CandidateIds"];
                PLOT_OUTLINE?: components["schemas"]["CandidateIds"];
                STORY_CONCEPTION?: components["schemas"]["CandidateIds"];
                WORLDVIEW?: components["schemas"]["CandidateIds"];
            } | null;
            stale_because: components["schemas"]["Stage"][] | null;
            status: components["schemas"]["StageStatus"];
            working: components["schemas"]["Working"];
        };
        PastState: {
            /** Format: date-time */
            archived_at: string | null;
            /** Format: date-time */
            at: string;
            brief: components["schemas"]["Brief"];
            current_stage: components["schemas"]["Stage"];
            language: components["schemas"]["Language"];
            /** Format: uuid */
            session_id: string;
            stages: {
                CHARACTERS: components["schemas"]["PastStage"];
                CONCEPT_SELECTION: components["schemas"]["PastStage"];
                PLOT_OUTLINE: components["schemas"]["PastStage"];
                STORY_CONCEPTION: components["schemas"]["PastStage"];
                WORLDVIEW: components["schemas"]["PastStage"];
            };
            status: components["schemas"]["SessionStatus"];
            title: string;
            version: number;
        };
        PendingCommand: {
            attempt: number;
            candidates_done: number;
            candidates_total: number;
            /** Format: uuid */
            command_id: string;
            command_type: components["schemas"]["CommandType"];
            message_code: string | null;
            partial: components["schemas"]["PartialText"][];
            progress: number;
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            started_at: string | null;
            status: components["schemas"]["CommandStatus"];
        };
        Piece: {
            /** Format: uuid */
            candidate_id: string;
            pointer: components["schemas"]["JsonPointer"];
            /** Format: uuid */
            proposal_id: string;
        };
        Place: {
            id: components["schemas"]["ItemId"];
            name: string;
            sense: string;
            story_use: string;
        };
        PlaceMaterialCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "PLACE_MATERIAL";
            expected_version?: number;
            payload: components["schemas"]["PlaceMaterialPayload"];
        };
        PlaceMaterialPayload: {
            /** Format: uuid */
            material_id: string;
            people?: string[];
            section_ids?: string[];
            stage: components["schemas"]["Stage"];
        };
        Pleasure: string;
        PlotContent: {
            ending: string;
            facts: components["schemas"]["Fact"][];
            logline: string;
            open_questions: components["schemas"]["OpenQuestion"][];
            opening: components["schemas"]["PlotOpening"];
            parts: components["schemas"]["Part"][];
            proposed_answers?: components["schemas"]["ProposedAnswer"][];
            structure: string;
            threads: components["schemas"]["PlotThread"][];
            title: string;
            why: string;
        };
        PlotOpening: {
            first_three_chapters?: components["schemas"]["OpeningChapter"][];
            image: string;
        };
        PlotThread: {
            echoes: components["schemas"]["ItemRef"][];
            id: string;
            name?: string;
            paid_in: string;
            planted_in: string;
        };
        PowerLevel: {
            gain: string;
            id: components["schemas"]["ItemId"];
            name: string;
            price: string;
        };
        Presence: {
            windows: {
                device: string | null;
                is_editing: boolean;
                is_same_browser: boolean;
                /** Format: date-time */
                seen_at: string;
                stage: components["schemas"]["Stage"] | null;
                /** Format: uuid */
                window_id: string;
            }[];
        };
        PresenceRequest: {
            is_editing?: boolean;
            is_open?: boolean;
            stage?: components["schemas"]["Stage"];
            /** Format: uuid */
            window_id: string;
        };
        Problem: {
            available_commands?: components["schemas"]["CommandType"][];
            code: components["schemas"]["ErrorCode"];
            detail: string;
            /** Format: uuid */
            duplicate_command_id?: string;
            issues?: components["schemas"]["Issue"][];
            limit_usd?: number;
            /** Format: uuid */
            pending_command_id?: string;
            /** @enum {string} */
            reason?: "EMPTY" | "UNSUPPORTED_KIND" | "NOT_TEXT" | "UNKNOWN_ENCODING" | "ARCHIVE_CUT" | "ARCHIVE_ENCRYPTED" | "UNPACKS_TOO_LARGE" | "TOO_MANY_FILES" | "NESTED_TOO_DEEP" | "HAS_ENTITIES" | "DISK_FULL" | "MAINTENANCE";
            request_id?: string;
            scope?: components["schemas"]["TokenScope"];
            spent_usd?: number;
            status: number;
            title: string;
            type: string;
            /** Format: date-time */
            until?: string;
            version?: number;
        };
        Proposal: {
            candidates: components["schemas"]["Candidate"][];
            /** Format: date-time */
            created_at: string;
            origin: components["schemas"]["Origin"];
            /** Format: uuid */
            proposal_id: string;
            round: number;
            stage: components["schemas"]["Stage"];
        };
        ProposalList: {
            next: string | null;
            proposals: components["schemas"]["Proposal"][];
        };
        ProposedAnswer: {
            answer: string;
            question_id: string;
        };
        Provenance: {
            chain: {
                /** Format: date-time */
                at: string;
                changed: components["schemas"]["JsonPointer"][];
                command_type: components["schemas"]["CommandType"] | null;
                /** Format: date-time */
                confirmed_at: string | null;
                cost_usd: number | null;
                feedback: string | null;
                kind: components["schemas"]["OriginKind"];
                model: string | null;
                prompt_version: string | null;
                /** Format: uuid */
                proposal_id: string;
                round: number;
            }[];
            next: string | null;
        };
        Question: {
            answer: string | null;
            pointer: components["schemas"]["JsonPointer"];
            question: string;
            question_id: string;
            stage: components["schemas"]["Stage"];
            status: components["schemas"]["QuestionStatus"];
        };
        QuestionAnswer: {
            answer: string | null;
            question_id: components["schemas"]["ItemId"];
        };
        /** @enum {string} */
        QuestionStatus: "OPEN" | "ANSWERED" | "LEFT_OPEN" | "PROPOSED";
        Readiness: {
            parts: {
                [key: string]: components["schemas"]["PartHealth"];
            };
            status: components["schemas"]["PartStatus"];
        };
        /** @enum {string|null} */
        Reasoning: "off" | "low" | "medium" | "high" | null;
        Receipt: {
            note: string;
            pointers: components["schemas"]["JsonPointer"][];
            request: string;
            status: components["schemas"]["ReceiptStatus"];
        };
        /** @enum {string} */
        ReceiptStatus: "DONE" | "PARTLY" | "NOT_DONE";
        RecoveryPhrase: {
            /** Format: date-time */
            created_at: string;
            phrase: string;
        };
        RecoveryPhraseRequest: {
            language?: components["schemas"]["Language"];
        };
        RedoCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "REDO";
            expected_version?: number;
            payload?: components["schemas"]["RedoPayload"];
        };
        RedoPayload: Record<string, never>;
        RegenerateProposalCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "REGENERATE_PROPOSAL";
            expected_version?: number;
            payload?: components["schemas"]["RegenerateProposalPayload"];
        };
        RegenerateProposalPayload: {
            /** Format: uuid */
            candidate_id?: string;
            feedback?: string;
            locked?: components["schemas"]["JsonPointer"][];
            /** Format: uuid */
            proposal_id?: string;
        };
        Relation: {
            change: string;
            from: string;
            id: components["schemas"]["ItemId"];
            kind: string;
            surface: string;
            to: string;
            truth: string;
        };
        RenameEverywhereCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "RENAME_EVERYWHERE";
            expected_version?: number;
            payload: components["schemas"]["RenameEverywherePayload"];
        };
        RenameEverywherePayload: {
            from: string;
            to: string;
        };
        RenameSessionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "RENAME_SESSION";
            expected_version?: number;
            payload: components["schemas"]["RenameSessionPayload"];
        };
        RenameSessionPayload: {
            title: string;
        };
        ReopenStageCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "REOPEN_STAGE";
            expected_version?: number;
            payload: components["schemas"]["ReopenStagePayload"];
        };
        ReopenStagePayload: {
            stage: components["schemas"]["Stage"];
        };
        Replay: {
            done: number;
            model: string;
            status: components["schemas"]["ReplayStatus"];
            total: number;
        } | null;
        /** @enum {string} */
        ReplayStatus: "RUNNING" | "DONE" | "STOPPED";
        RequestInspirationCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "REQUEST_INSPIRATION";
            expected_version?: number;
            payload?: components["schemas"]["RequestInspirationPayload"];
        };
        RequestInspirationPayload: {
            genre?: string;
            hints?: string;
        };
        ResumeSessionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "RESUME_SESSION";
            expected_version?: number;
            payload?: components["schemas"]["ResumeSessionPayload"];
        };
        ResumeSessionPayload: Record<string, never>;
        RetriedDeliveries: {
            retried: number;
        };
        ReturnedSessions: {
            returned_sessions: number;
        };
        ReviseProposalCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "REVISE_PROPOSAL";
            expected_version?: number;
            payload: components["schemas"]["ReviseProposalPayload"];
        };
        ReviseProposalPayload: {
            /** Format: uuid */
            candidate_id: string;
            feedback: string;
            locked?: components["schemas"]["JsonPointer"][];
            only?: components["schemas"]["JsonPointer"][];
            /** Format: uuid */
            proposal_id: string;
            use?: components["schemas"]["Piece"][];
        };
        SaveCandidateCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "SAVE_CANDIDATE";
            expected_version?: number;
            payload: components["schemas"]["SaveCandidatePayload"];
        };
        SaveCandidatePayload: {
            /** Format: uuid */
            candidate_id?: string;
            content: {
                [key: string]: unknown;
            };
            locked?: components["schemas"]["JsonPointer"][];
            /** Format: uuid */
            proposal_id?: string;
            stage: components["schemas"]["Stage"];
        };
        SelectCandidateCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "SELECT_CANDIDATE";
            expected_version?: number;
            payload: components["schemas"]["SelectCandidatePayload"];
        };
        SelectCandidatePayload: {
            /** Format: uuid */
            candidate_id: string;
            locked?: components["schemas"]["JsonPointer"][];
            /** Format: uuid */
            proposal_id: string;
        };
        Series: {
            books: {
                /** Format: uuid */
                novel_id: string;
                number: number;
                title: string;
            }[];
            number: number;
            /** Format: uuid */
            series_id: string;
            title: string;
        } | null;
        SeriesPlace: {
            number: number;
            /** Format: uuid */
            series_id: string;
            title: string;
        } | null;
        SessionList: {
            next: string | null;
            sessions: components["schemas"]["SessionSummary"][];
        };
        SessionState: {
            /** Format: date-time */
            archived_at: string | null;
            available_commands: components["schemas"]["CommandType"][];
            branch_of: components["schemas"]["BranchOf"];
            brief: components["schemas"]["Brief"];
            budget: components["schemas"]["Budget"];
            /** Format: uuid */
            correlation_id: string;
            current_stage: components["schemas"]["Stage"];
            cursor: number;
            generator: components["schemas"]["Generator"];
            is_pending: boolean;
            language: components["schemas"]["Language"];
            last_error: components["schemas"]["LastError"];
            /** Format: uuid */
            novel_id: string | null;
            pending_commands: components["schemas"]["PendingCommand"][];
            questions: components["schemas"]["Question"][];
            redo: components["schemas"]["Undoable"];
            replay: components["schemas"]["Replay"];
            series: components["schemas"]["Series"];
            /** Format: uuid */
            session_id: string;
            stages: components["schemas"]["Stages"];
            status: components["schemas"]["SessionStatus"];
            title: string;
            undo: components["schemas"]["Undoable"];
            usage: components["schemas"]["Usage"];
            version: number;
        };
        /** @enum {string} */
        SessionStatus: "ACTIVE" | "COMPLETED" | "ABANDONED";
        SessionSummary: {
            /** Format: date-time */
            archived_at: string | null;
            branch_of: components["schemas"]["BranchOf"];
            confirmed_stages: number;
            current_stage: components["schemas"]["Stage"];
            genres: string[];
            is_pending: boolean;
            language: components["schemas"]["Language"];
            last_line: string | null;
            /** Format: uuid */
            novel_id: string | null;
            series: components["schemas"]["SeriesPlace"];
            /** Format: uuid */
            session_id: string;
            status: components["schemas"]["SessionStatus"];
            title: string;
            /** Format: date-time */
            updated_at: string;
        };
        SetBudgetCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "SET_BUDGET";
            expected_version?: number;
            payload: components["schemas"]["SetBudgetPayload"];
        };
        SetBudgetPayload: {
            limit_usd: number | null;
        };
        SignedOut: {
            continue_at: string;
        };
        SignOutRequest: {
            everywhere?: boolean;
        };
        /** @enum {string} */
        Stage: "CONCEPT_SELECTION" | "STORY_CONCEPTION" | "WORLDVIEW" | "CHARACTERS" | "PLOT_OUTLINE";
        Stages: {
            CHARACTERS: components["schemas"]["StageState"];
            CONCEPT_SELECTION: components["schemas"]["StageState"];
            PLOT_OUTLINE: components["schemas"]["StageState"];
            STORY_CONCEPTION: components["schemas"]["StageState"];
            WORLDVIEW: components["schemas"]["StageState"];
        };
        StageState: {
            accepted: components["schemas"]["Accepted"];
            kept_text: string | null;
            proposal_count: number;
            proposals: components["schemas"]["Proposal"][];
            stale_basis: {
                CHARACTERS?: components["schemas"]["CandidateIds"];
                CONCEPT_SELECTION?: components["schemas"]["CandidateIds"];
                PLOT_OUTLINE?: components["schemas"]["CandidateIds"];
                STORY_CONCEPTION?: components["schemas"]["CandidateIds"];
                WORLDVIEW?: components["schemas"]["CandidateIds"];
            } | null;
            stale_because: components["schemas"]["Stage"][] | null;
            status: components["schemas"]["StageStatus"];
            usage: components["schemas"]["Usage"];
            working: components["schemas"]["Working"];
        };
        /** @enum {string} */
        StageStatus: "EMPTY" | "DRAFT" | "CONFIRMED" | "STALE";
        StoryConflict: {
            need: string;
            opposition: string;
            stakes: string;
            want: string;
        };
        StoryContent: {
            avoid: components["schemas"]["AvoidedThing"][];
            conflict: components["schemas"]["StoryConflict"];
            ending: components["schemas"]["StoryEnding"];
            engine: string;
            facts: components["schemas"]["Fact"][];
            form: components["schemas"]["StoryForm"];
            logline: string;
            movements: components["schemas"]["StoryMovement"][];
            open_questions: components["schemas"]["OpenQuestion"][];
            pleasures: components["schemas"]["Pleasure"][];
            premise: string;
            proposed_answers?: components["schemas"]["ProposedAnswer"][];
            theme_question: string;
            threads: components["schemas"]["StoryThread"][];
            title: string;
            voice: components["schemas"]["StoryVoice"];
            why: string;
        };
        StoryEnding: {
            answer: string;
            cost: string;
            image: string;
        };
        StoryForm: {
            audience: string;
            chapter_length: number;
            chapters: number;
            kind: components["schemas"]["FormKind"];
            pov: string;
            target_length: number;
            tense?: string;
            unit: components["schemas"]["LengthUnit"];
        };
        StoryMovement: {
            change: string;
            event: string;
            name: string;
        };
        StoryThread: {
            answer: string;
            answered_when: string;
            clues: components["schemas"]["Clue"][];
            id: components["schemas"]["ItemId"];
            question: string;
        };
        StoryVoice: {
            description: string;
            sample: string;
        };
        StreamReset: {
            cursor: number;
            reason: string;
        };
        SubmitIdeaCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "SUBMIT_IDEA";
            expected_version?: number;
            payload: components["schemas"]["SubmitIdeaPayload"];
        };
        SubmitIdeaPayload: {
            idea: string;
            material_ids?: string[];
        };
        /** @enum {string} */
        TextEncoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "big5" | "windows-1252";
        /** @enum {string} */
        TokenScope: "read" | "propose" | "full";
        UnarchiveSessionCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "UNARCHIVE_SESSION";
            expected_version?: number;
            payload?: components["schemas"]["UnarchiveSessionPayload"];
        };
        UnarchiveSessionPayload: Record<string, never>;
        Undoable: {
            /** Format: uuid */
            command_id: string;
            command_type: components["schemas"]["CommandType"];
        } | null;
        UndoCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "UNDO";
            expected_version?: number;
            payload?: components["schemas"]["UndoPayload"];
        };
        UndoPayload: Record<string, never>;
        UpdateBriefCommand: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            command_type: "UPDATE_BRIEF";
            expected_version?: number;
            payload?: components["schemas"]["UpdateBriefPayload"];
        };
        UpdateBriefPayload: {
            constraints?: string[];
            genre?: string;
            hints?: string;
            notes?: string;
            prompts?: {
                CHARACTERS?: string;
                CONCEPT_SELECTION?: string;
                PLOT_OUTLINE?: string;
                STORY_CONCEPTION?: string;
                WORLDVIEW?: string;
            };
        };
        Usage: {
            cost_usd: number | null;
            input_tokens: number;
            output_tokens: number;
        };
        Webhook: {
            /** Format: date-time */
            created_at: string;
            event_types: string[] | null;
            failed: number;
            last_error: string | null;
            /** Format: date-time */
            last_sent_at: string | null;
            pending: number;
            url: string;
            /** Format: uuid */
            webhook_id: string;
        };
        WebhookRequest: {
            event_types?: components["schemas"]["EventType"][];
            url: string;
        };
        Webhooks: {
            webhooks: components["schemas"]["Webhook"][];
        };
        Working: {
            /** Format: uuid */
            candidate_id: string;
            locked: components["schemas"]["JsonPointer"][];
            /** Format: uuid */
            proposal_id: string;
        } | null;
        WorldContent: {
            calendar: components["schemas"]["CalendarEntry"][];
            daily_life: string;
            factions: components["schemas"]["Faction"][];
            facts: components["schemas"]["Fact"][];
            glossary: components["schemas"]["GlossaryEntry"][];
            history: components["schemas"]["HistoryEvent"][];
            logline: string;
            names: components["schemas"]["NamedThing"][];
            open_questions: components["schemas"]["OpenQuestion"][];
            places: components["schemas"]["Place"][];
            power_levels?: components["schemas"]["PowerLevel"][];
            proposed_answers?: components["schemas"]["ProposedAnswer"][];
            rules: components["schemas"]["WorldRule"][];
            secrets: components["schemas"]["WorldSecret"][];
            time_place: string;
            title: string;
            why: string;
        };
        WorldRule: {
            cost: string;
            id: components["schemas"]["ItemId"];
            limit: string;
            rule: string;
        };
        WorldSecret: {
            id: components["schemas"]["ItemId"];
            known_by: string;
            reveal: string;
            truth: string;
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
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests can be served */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description PostgreSQL or its migrations are missing */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `PHRASE_NEEDED`: The recovery phrase is needed; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listBrowsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last seen first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountBrowsers"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    endBrowser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                browser_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has no access any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `PHRASE_NEEDED`: The recovery phrase is needed; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    makeDeviceCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            /** @description The code, shown once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceCode"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    exportAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The zip */
            200: {
                headers: {
                    /** @description With a name in UTF-8 */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    joinAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinRequest"];
            };
        };
        responses: {
            /** @description Joined */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroughtSessions"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `PHRASE_NEEDED`: The recovery phrase is needed; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listMerges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMerges"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    undoMerge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merge_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            /** @description Given back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnedSessions"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `PHRASE_NEEDED`: The recovery phrase is needed; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    makeRecoveryPhrase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryPhraseRequest"];
            };
        };
        responses: {
            /** @description The phrase, shown once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryPhrase"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `PHRASE_NEEDED`: The recovery phrase is needed; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignOutRequest"];
            };
        };
        responses: {
            /** @description Signed out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    takeAlong: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            /** @description Taken along */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroughtSessions"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTokens"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    makeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountTokenRequest"];
            };
        };
        responses: {
            /** @description The token, shown once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeAccountToken"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    endTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None is good any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    endToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is good for nothing any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhooks"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    addWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description The webhook, its secret shown once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedWebhook"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    endWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing more is sent, what waited included */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    retryWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many are tried */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedDeliveries"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    followSessions: {
        parameters: {
            query: {
                /** @description `<session_id>:<version>`, once a session */
                after: string[];
                /** @description `facts`: events without their payload, for whoever asks for the state */
                told?: "whole" | "facts";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        data?: string;
                        event?: string;
                        id?: string;
                    };
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    mcpBelowBase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["McpMessage"];
            };
        };
        responses: {
            /** @description The protocol's answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpMessage"];
                    "text/event-stream": string;
                };
            };
            /** @description A notification was taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listNovels: {
        parameters: {
            query?: {
                /** @description The `next` of the page before, as it was. */
                before?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of novels */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NovelList"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getNovel: {
        parameters: {
            query?: {
                edition?: number;
            };
            header?: never;
            path: {
                novel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The novel */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Novel"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getBible: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                novel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bible */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bible"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    exportNovel: {
        parameters: {
            query: {
                brief?: "true" | "false";
                chapter?: string;
                checks?: "true" | "false";
                edition?: number;
                format: "markdown" | "obsidian" | "docx" | "epub" | "json";
                provenance?: "true" | "false";
                stage?: components["schemas"]["Stage"];
            };
            header?: never;
            path: {
                novel_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/epub+zip": string;
                    "application/json": {
                        $schema: string;
                    } & {
                        [key: string]: unknown;
                    };
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    "application/zip": string;
                    "text/markdown": string;
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    beginSequel: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                novel_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSessionRequest"];
            };
        };
        responses: {
            /** @description The session's state */
            201: {
                headers: {
                    /** @description The session's state */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema; `IDEMPOTENCY_KEY_REUSED`: Idempotency key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listSessions: {
        parameters: {
            query?: {
                archived?: "true" | "false";
                /** @description The `next` of the page before, as it was. */
                before?: string;
                deleted?: "true" | "false";
                limit?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    createSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSessionRequest"];
            };
        };
        responses: {
            /** @description The state of the new session */
            201: {
                headers: {
                    /** @description `true` where this is the first answer again */
                    "Idempotency-Replayed"?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema; `IDEMPOTENCY_KEY_REUSED`: Idempotency key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listBranches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BranchList"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    createBranch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BranchRequest"];
            };
        };
        responses: {
            /** @description The state of the new session */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    sendCommand: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key and body gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandRequest"];
            };
        };
        responses: {
            /** @description Done at once */
            200: {
                headers: {
                    /** @description `true` where this is the first answer again */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandCompleted"];
                };
            };
            /** @description Background work has started */
            202: {
                headers: {
                    /** @description `true` where this is the first answer again */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandReceived"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `DUPLICATE_COMMAND`: The same command is still running; `SESSION_BUSY`: The session is busy; `VERSION_CONFLICT`: The session has moved on; `BUDGET_SPENT`: The budget is spent; `COMMAND_NOT_ALLOWED`: Not allowed now */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema; `IDEMPOTENCY_KEY_REUSED`: Idempotency key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listEvents: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    streamEvents: {
        parameters: {
            query?: {
                after?: string;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        data?: string;
                        event?: string;
                        id?: string;
                    };
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    exportLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log */
            200: {
                headers: {
                    /** @description With a name in UTF-8 */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listMaterials: {
        parameters: {
            query?: {
                /** @description The `next` of the page before, as it was. */
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of materials */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialList"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    addMaterial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["MaterialUpload"];
            };
        };
        responses: {
            /** @description The material and its map */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Material"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getMaterial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                material_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The material and its map */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Material"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    removeMaterial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                material_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getMaterialFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                material_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    mapMaterial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                material_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaterialMapRequest"];
            };
        };
        responses: {
            /** @description The material and its map */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Material"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getMaterialText: {
        parameters: {
            query?: {
                after?: number;
                section_id?: string;
            };
            header?: never;
            path: {
                material_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A piece of the text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaterialText"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getPastState: {
        parameters: {
            query: {
                version: number;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state of then */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastState"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    sayPresence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresenceRequest"];
            };
        };
        responses: {
            /** @description The other windows, the last seen first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Presence"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    listProposals: {
        parameters: {
            query?: {
                /** @description The `next` of the page before, as it was. */
                before?: string;
                limit?: number;
                stage?: components["schemas"]["Stage"];
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of proposals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalList"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getProvenance: {
        parameters: {
            query: {
                /** @description The `next` of the page before, as it was. */
                before?: string;
                limit?: number;
                pointer: components["schemas"]["JsonPointer"];
                stage: components["schemas"]["Stage"];
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Round by round */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provenance"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    restoreSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is there again */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getState: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state */
            200: {
                headers: {
                    /** @description Over the whole body */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description Not changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    importLog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description The state of the new session */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getModelSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelSettings"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    putModelSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelSettingsRequest"];
            };
        };
        responses: {
            /** @description What is used from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelSettings"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    deleteModelSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is used from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelSettings"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    testModelSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelTestRequest"];
            };
        };
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelTest"];
                };
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    getModelUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By month and model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelUsage"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
    mcp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["McpMessage"];
            };
        };
        responses: {
            /** @description The protocol's answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpMessage"];
                    "text/event-stream": string;
                };
            };
            /** @description A notification was taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `MALFORMED_JSON`: The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: No account */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CSRF_REJECTED`: Cross-site write refused; `SCOPE`: The token does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The body did not arrive in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: Payload too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MISDIRECTED`: This studio does not answer to that host */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request breaks its schema */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAVAILABLE`: Temporarily unavailable */
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
