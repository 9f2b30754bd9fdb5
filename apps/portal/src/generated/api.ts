// Made by tools/generate-portal-api.ts from the OpenAPI document. Do not edit.
export interface paths {
    "/auth/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the own password
         * @description Ends the sign-ins at other places.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/account/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make new recovery codes; the former are void */
        post: operations["newRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/account/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add an authenticator (RFC 6238)
         * @description It counts once a code of it was confirmed. Needs a fresh proof.
         */
        post: operations["proposeSecondFactor"];
        /** Remove the authenticator and the recovery codes */
        delete: operations["removeSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/account/second-factor/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add the authenticator by a code that it shows */
        post: operations["confirmSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/api-clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the programs that call this API by themselves */
        get: operations["listApiClients"];
        put?: never;
        /**
         * Give a program client credentials of a role
         * @description With `clientId` and `clientSecret` it gets its tokens at /oauth2/token and may what the role may to a person, within the organisation, merchant or stores given here. The secret stands in this answer only. A person needs a fresh proof; the administrators are told by mail.
         */
        post: operations["makeApiClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/api-clients/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a program, without its secret */
        get: operations["getApiClient"];
        put?: never;
        post?: never;
        /** Revoke a program: its tokens are refused within 2 s */
        delete: operations["revokeApiClient"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/links/question": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a mailed link is for */
        post: operations["askLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/links/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a password with a mailed link
         * @description Good for 24 hours and one use. Ends all sign-ins of the person.
         */
        post: operations["useLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mail that a sandbox does not send */
        get: operations["readMailbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a link to a new password mailed */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description Changes carry `csrfToken` in the header `X-CSRF-Token`. With `X-Passive: true` a call does not keep the sign-in alive; without use it ends after 30 minutes, in any case after 12 hours.
         */
        get: operations["whoIsSignedIn"];
        put?: never;
        /**
         * Sign in with organisation, e-mail and password
         * @description Sets the cookie `__Host-sid`. With SECOND_FACTOR it opens nothing yet. From pages of the same origin only; whoever fails is told nothing of why, and waits longer each time.
         */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/sign-in/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete a sign-in with the second factor */
        post: operations["showSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/sign-in/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show the second factor again, or the password where there is none
         * @description For five minutes it opens what asks for it, such as showing a Key. The cookie changes.
         */
        post: operations["proveAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["listSignIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/sign-ins/{signInId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out at another place */
        delete: operations["endSignIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people of one’s scope */
        get: operations["listUsers"];
        put?: never;
        /**
         * Invite a person
         * @description A link to choose a password is mailed. Within the own scope and of the own role at most.
         */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a person */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /** Remove a person and end the sign-ins */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /** Change name, role or scope of a person */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/auth/v1/users/{userId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail the invitation again; the former link is void */
        post: operations["inviteUserAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/v1/users/{userId}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove the authenticator of a person who lost it */
        delete: operations["removeUserSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/organisations/{organisationId}/cells": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the devices of an organisation are connected, where its sales run, and what of them is still to be told */
        get: operations["getCellsOfOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the platform, one organisation, or what the caller sees of it is doing now
         * @description Figures of the last minutes out of the platform’s own tables; asked again within two seconds, they are the same.
         */
        get: operations["overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/sales-today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What stores have sold since their day began
         * @description `storeId` are those of a page of stores, joined by commas; `timeZone` that of each in the same order, or one for all. Approved payments, also in part and at the device alone; refunds and reversals are not taken off. Stores that are not known, or out of reach, are left out.
         */
        get: operations["getSalesToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/sessions/organisations/{organisationId}/cells": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same of its session calls */
        get: operations["getSessionCellsOfOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transactions within reach, newest first; sales that devices ran on their own among them
         * @description Several states or kinds are joined by commas; `amount`, `minAmount` and `maxAmount` are decimal numbers; `reference` is the beginning of a TransactionReference or an ExchangeIdentification; `q` is an exchange id, the beginning of a reference, or an amount; `doubt` is `ENQUIRED` for sales whose device had to be asked what became of them, `CONTRADICTED` for those whose device has said something else than the answer that was given. What is out of reach of the caller is not there. Sorted by `sort`: the time or the amount, with `-` the latest or highest first; what has no amount comes before the lowest. Not by state, which changes while pages are read: `state` narrows to it. A cursor is of the sort it was given for.
         */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/transactions.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same, all of them, as CSV
         * @description Several states or kinds are joined by commas; `amount`, `minAmount` and `maxAmount` are decimal numbers; `reference` is the beginning of a TransactionReference or an ExchangeIdentification; `q` is an exchange id, the beginning of a reference, or an amount; `doubt` is `ENQUIRED` for sales whose device had to be asked what became of them, `CONTRADICTED` for those whose device has said something else than the answer that was given. What is out of reach of the caller is not there. The list answers likewise to `Accept: text/csv`. A cell that a spreadsheet would take for a formula begins with an apostrophe. Each export is in the audit trail, with its filters.
         */
        get: operations["exportTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/transactions/{exchangeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One transaction: its messages, its timeline and, while it is open, what happens next
         * @description Also of a Login, Logout or Diagnosis, as far as the session service tells of it.
         */
        get: operations["getTransaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/transactions/{exchangeId}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a transaction that needs attention
         * @description Final, and kept in the audit trail with the name of whoever said it. The point of sale then gets Success or Failure.
         */
        post: operations["resolveTransaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/v1/work-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transactions that need a person, or whose outcome is unknown for longer than promised; oldest first
         * @description Sorted by `sort`: the time or the amount, with `-` the latest or highest first; what has no amount comes before the lowest. Not by state, which changes while pages are read: `state` narrows to it. A cursor is of the sort it was given for.
         */
        get: operations["getWorkList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what
         * @description `actor`, `action` and `object` are parts of it; `sort=-at`: newest first.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hold every entry of a trail against its hash */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/cells": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cells, the first one first */
        get: operations["listCells"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/cells/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add a cell, or say where its doors are now
         * @description Its topics must be there. `retailUrl` null: its tills call the platform’s own origin. Organisations that it serves are told: tills get the new address with their next token, devices are sent to it.
         */
        put: operations["putCell"];
        post?: never;
        /** Remove a cell that serves nobody */
        delete: operations["removeCell"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a device with its hardware */
        get: operations["getStoreDevice"];
        put?: never;
        post?: never;
        /** Remove a device and revoke its certificates */
        delete: operations["removeDevice"];
        options?: never;
        head?: never;
        /** Change a device */
        patch: operations["changeDevice"];
        trace?: never;
    };
    "/registry/v1/devices/{deviceId}/activation-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new activation code
         * @description For a replacement (ACTIVE: the former hardware becomes the standby) or for a standby.
         */
        post: operations["createActivationCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/devices/{deviceId}/hardware/{serialNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke the certificates of one piece of hardware */
        delete: operations["revokeHardware"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/devices/{deviceId}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When a device was online in the last 24 hours */
        get: operations["getDevicePresence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the devices of a store
         * @description Server-sent events. `devices` has all of them and comes first; `changed` those that are other than before, within a second, and the ids of those that are gone; `beat` comes every 5 s when nothing changes. While the live state cannot be known, presence is UNKNOWN. With the `Last-Event-ID` of an earlier connection, to whichever instance, only what has changed since is told. The stream ends within 2 s of the sign-in, the token or the role that opened it.
         */
        get: operations["followStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/merchants/{merchantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a merchant */
        get: operations["getMerchant"];
        put?: never;
        post?: never;
        /** Remove a merchant without stores */
        delete: operations["removeMerchant"];
        options?: never;
        head?: never;
        /** Change a merchant */
        patch: operations["changeMerchant"];
        trace?: never;
    };
    "/registry/v1/merchants/{merchantId}/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List stores */
        get: operations["listStores"];
        put?: never;
        /** Create a store */
        post: operations["createStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/merchants/{merchantId}/subscriptions/retail-api": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a merchant out of the subscription, or back
         * @description It is on for a store when it is on for the organisation, the merchant and the store. Elsewhere the calls of points of sale are answered 403.
         */
        put: operations["subscribeMerchant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organisations
         * @description `q` is part of the name or the reference. The id of what is listed, several joined by commas, narrows the list to these.
         */
        get: operations["listOrganisations"];
        put?: never;
        /** Create an organisation */
        post: operations["createOrganisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/organisations/{organisationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an organisation */
        get: operations["getOrganisation"];
        put?: never;
        post?: never;
        /** Remove an organisation without merchants */
        delete: operations["removeOrganisation"];
        options?: never;
        head?: never;
        /** Change an organisation */
        patch: operations["changeOrganisation"];
        trace?: never;
    };
    "/registry/v1/organisations/{organisationId}/cell": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let another cell serve an organisation
         * @description What begins from now on begins there; what runs ends where it began. Devices are sent to the new cell, each when it has nothing to do. The same again changes nothing.
         */
        put: operations["moveOrganisation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/organisations/{organisationId}/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List merchants
         * @description `q` is part of the name or the reference. The id of what is listed, several joined by commas, narrows the list to these.
         */
        get: operations["listMerchants"];
        put?: never;
        /** Create a merchant */
        post: operations["createMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/organisations/{organisationId}/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give an organisation a quota of its own, or take it back
         * @description For the platform’s own people and programs. So many exchanges (sales, logins, …) all points of sale of the organisation may begin in a second, counted in each instance; null: as many as its cell is configured for. Beyond them a call is answered 429 before anything has started. It counts within 2 seconds.
         */
        put: operations["putQuota"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/organisations/{organisationId}/subscriptions/retail-api": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Subscribe an organisation to the Retail API, or end it
         * @description It is on for a store when it is on for the organisation, the merchant and the store. Elsewhere the calls of points of sale are answered 403.
         */
        put: operations["subscribeRetailApi"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/points-of-sale/{posId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a point of sale, its Keys without the Keys */
        get: operations["getPointOfSale"];
        put?: never;
        post?: never;
        /**
         * Deregister a point of sale
         * @description Its live tokens are refused within 2 s and no other point of sale notices. Again: 204 again.
         */
        delete: operations["deregisterPointOfSale"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/points-of-sale/{posId}/key-reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show the Key again
         * @description To a person who has shown the second factor (the password where there is none) in the last five minutes; ten times an hour; in the audit trail. Where the organisation shows Keys once it is not kept.
         */
        post: operations["revealKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/points-of-sale/{posId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new Key
         * @description The former one goes on for the overlap, seven days at most. With 0 it ends at once, and the tokens of the point of sale with it. A person has shown the second factor (the password where there is none) in the last five minutes. Ten times an hour; in the audit trail; whoever answers for the point of sale is mailed.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/points-of-sale/{posId}/keys/{keyVersion}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a former Key before its time */
        delete: operations["endKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find stores, points of sale and devices within reach
         * @description By part of the name or reference, or by id, devices also by part of the serial number of their hardware: the first eight of each kind.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the stores of all merchants within reach, by name
         * @description `q` is part of the name or the reference. The id of what is listed, several joined by commas, narrows the list to these. `devicesOnline` is as of this second.
         */
        get: operations["listAllStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/stores/{storeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a store */
        get: operations["getStore"];
        put?: never;
        post?: never;
        /** Remove a store without points of sale and devices */
        delete: operations["removeStore"];
        options?: never;
        head?: never;
        /** Change a store */
        patch: operations["changeStore"];
        trace?: never;
    };
    "/registry/v1/stores/{storeId}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List devices */
        get: operations["listStoreDevices"];
        put?: never;
        /**
         * Create a device
         * @description The activation code is good for 15 minutes and one enrolment. Without deviceId the platform makes one.
         */
        post: operations["createDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/stores/{storeId}/devices/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create many devices
         * @description CSV in, CSV out: `serialNumber` and, if wanted, `name`, at most 500 lines below the header. Each code is good for 15 minutes, for one enrolment, and for the hardware with that serial number only. All devices are made or none: a refusal names the lines.
         */
        post: operations["createDevices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/stores/{storeId}/payment-devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The devices of a store as they are this second
         * @description As a point of sale of the store sees them, and when their certificates end.
         */
        get: operations["listStorePaymentDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/stores/{storeId}/points-of-sale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List points of sale, deregistered ones too
         * @description `q` is part of the name or the reference. The id of what is listed, several joined by commas, narrows the list to these.
         */
        get: operations["listPointsOfSale"];
        put?: never;
        /**
         * Register a point of sale
         * @description The answer carries the Key. The point of sale may ask for its token at once: the answer waits until the registration is on its way to the other services (1 s at most). The reference is unique in its store.
         */
        post: operations["createPointOfSale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registry/v1/stores/{storeId}/subscriptions/retail-api": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a store out of the subscription, or back
         * @description It is on for a store when it is on for the organisation, the merchant and the store. Elsewhere the calls of points of sale are answered 403.
         */
        put: operations["subscribeStore"];
        post?: never;
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
        Problem: {
            code: string;
            detail?: string;
            errors?: {
                /** @enum {string} */
                code: "format" | "tooShort" | "tooLong" | "tooSmall" | "tooLarge" | "choice" | "unknownMember" | "taken" | "wrong" | "guessable" | "needed" | "unwanted";
                detail: string;
                limit?: number;
                pointer: string;
            }[];
            instance?: string;
            status: number;
            title: string;
            type: string;
        };
        /** @description nexo Retailer casp.011.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIAbort: {
            SaleToPOIAbort: {
                Abort: Record<string, never>;
                Header: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.007.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIAdministrativeRequest: {
            SaleToPOIAdministrativeRequest: {
                AdministrativeRequest: Record<string, never>;
                Header: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.008.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIAdministrativeResponse: {
            SaleToPOIAdministrativeResponse: {
                AdministrativeResponse: Record<string, never>;
                Header: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.016.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIDeviceRequest: {
            SaleToPOIDeviceRequest: {
                DeviceRequest: Record<string, never>;
                Header: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.017.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIDeviceResponse: {
            SaleToPOIDeviceResponse: {
                DeviceResponse: Record<string, never>;
                Header: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.012.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIEventNotification: {
            SaleToPOIEventNotification: {
                EventNotification: Record<string, never>;
                Header: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.013.001.02. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIMessageRejection: {
            SaleToPOIMessageRejection: {
                Header: Record<string, never>;
                Reject: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.014.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIMessageStatusRequest: {
            SaleToPOIMessageStatusRequest: {
                Header: Record<string, never>;
                StatusRequest: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.015.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIMessageStatusResponse: {
            SaleToPOIMessageStatusResponse: {
                Header: Record<string, never>;
                StatusResponse: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.003.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIReconciliationRequest: {
            SaleToPOIReconciliationRequest: {
                Header: Record<string, never>;
                ReconciliationRequest: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.004.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIReconciliationResponse: {
            SaleToPOIReconciliationResponse: {
                Header: Record<string, never>;
                ReconciliationResponse: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.009.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIReportRequest: {
            SaleToPOIReportRequest: {
                Header: Record<string, never>;
                ReportRequest: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.010.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIReportResponse: {
            SaleToPOIReportResponse: {
                Header: Record<string, never>;
                ReportResponse: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.001.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIServiceRequest: {
            SaleToPOIServiceRequest: {
                Header: Record<string, never>;
                ServiceRequest: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.002.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOIServiceResponse: {
            SaleToPOIServiceResponse: {
                Header: Record<string, never>;
                ServiceResponse: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.005.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOISessionManagementRequest: {
            SaleToPOISessionManagementRequest: {
                Header: Record<string, never>;
                SessionManagementRequest: Record<string, never>;
            };
        };
        /** @description nexo Retailer casp.006.001.03. Long names as here or the 4-letter codes; the answer comes in the vocabulary of the question. */
        SaleToPOISessionManagementResponse: {
            SaleToPOISessionManagementResponse: {
                Header: Record<string, never>;
                SessionManagementResponse: Record<string, never>;
            };
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
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse battery staple",
                 *       "newPassword": "another long password"
                 *     }
                 */
                "application/json": {
                    newPassword: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request.malformed`; `request.invalid`; `password.guessable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended`; `signIn.failed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    newRecoveryCodes: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Recovery codes, shown once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryCodes: string[];
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `signIn.notFresh` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    proposeSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the QR code says */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        uri: string;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `signIn.notFresh` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `signIn.notFresh` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Recovery codes, shown once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryCodes: string[];
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `signIn.notFresh` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listApiClients: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                organisationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            clientId: string;
                            /** Format: date-time */
                            createdAt: string;
                            createdBy: string;
                            lastUsedAt: string | null;
                            lastUsedFrom: string | null;
                            merchantId: string | null;
                            name: string;
                            organisationId: string | null;
                            /** @enum {string} */
                            role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                            storeIds: string[] | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    makeApiClient: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organisationId": null,
                 *       "name": "Till roll-out",
                 *       "role": "platform-admin"
                 *     }
                 */
                "application/json": {
                    /** @default null */
                    merchantId?: string | null;
                    name: string;
                    organisationId: string | null;
                    /** @enum {string} */
                    role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                    /** @default null */
                    storeIds?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clientId: string;
                        clientSecret: string;
                        /** Format: date-time */
                        createdAt: string;
                        createdBy: string;
                        lastUsedAt: string | null;
                        lastUsedFrom: string | null;
                        merchantId: string | null;
                        name: string;
                        organisationId: string | null;
                        /** @enum {string} */
                        role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                        storeIds: string[] | null;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing`; `signIn.notFresh` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getApiClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The program */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clientId: string;
                        /** Format: date-time */
                        createdAt: string;
                        createdBy: string;
                        lastUsedAt: string | null;
                        lastUsedFrom: string | null;
                        merchantId: string | null;
                        name: string;
                        organisationId: string | null;
                        /** @enum {string} */
                        role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                        storeIds: string[] | null;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    revokeApiClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    askLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "{token}"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Purpose and person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                        name: string;
                        organisation: string;
                        /** @enum {string} */
                        purpose: "INVITATION" | "RESET";
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `link.invalid` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    useLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "{token}",
                 *       "newPassword": "correct horse battery staple"
                 *     }
                 */
                "application/json": {
                    newPassword: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description The password is set */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request.malformed`; `request.invalid`; `password.guessable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `link.invalid` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    readMailbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            at: string;
                            mailId: string;
                            subject: string;
                            text: string;
                            to: string;
                        }[];
                    };
                };
            };
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organisation": "acme",
                 *       "email": "ann@shop.example"
                 *     }
                 */
                "application/json": {
                    email: string;
                    organisation: string;
                };
            };
        };
        responses: {
            /** @description The same whether there is such a person or not */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    whoIsSignedIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        csrfToken: string;
                        email: string;
                        hasSecondFactor: boolean;
                        merchantId: string | null;
                        name: string;
                        organisationId: string | null;
                        organisationName: string;
                        /** Format: date-time */
                        provenAt: string;
                        /** @enum {string} */
                        role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                        /** Format: uuid */
                        signInId: string;
                        storeIds: string[] | null;
                        /** Format: uuid */
                        userId: string;
                    };
                };
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organisation": "acme",
                 *       "email": "ann@shop.example",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": {
                    email: string;
                    organisation: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description What comes next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        step: "SECOND_FACTOR" | "SIGNED_IN";
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.failed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    showSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    code: string;
                } | {
                    recoveryCode: string;
                };
            };
        };
        responses: {
            /** @description What comes next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        step: "SECOND_FACTOR" | "SIGNED_IN";
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.failed`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    proveAgain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    code: string;
                } | {
                    password: string;
                };
            };
        };
        responses: {
            /** @description What comes next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        step: "SECOND_FACTOR" | "SIGNED_IN";
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended`; `signIn.failed` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listSignIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The places */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            address: string;
                            /** Format: date-time */
                            createdAt: string;
                            isThis: boolean;
                            /** Format: date-time */
                            lastSeenAt: string;
                            /** Format: uuid */
                            signInId: string;
                            userAgent: string;
                        }[];
                    };
                };
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    endSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                signInId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listUsers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                organisationId?: string;
                q?: string;
                role?: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                status?: "INVITED" | "ACTIVE";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            email: string;
                            hasSecondFactor: boolean;
                            lastSignInAt: string | null;
                            merchantId: string | null;
                            name: string;
                            organisationId: string | null;
                            /** @enum {string} */
                            role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                            /** @enum {string} */
                            status: "INVITED" | "ACTIVE" | "REMOVED";
                            storeIds: string[] | null;
                            /** Format: uuid */
                            userId: string;
                            version: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended`; `token.missing`; `token.invalid` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    inviteUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organisationId": null,
                 *       "email": "ann@shop.example",
                 *       "name": "Ann Example",
                 *       "role": "platform-admin"
                 *     }
                 */
                "application/json": {
                    email: string;
                    /** @default null */
                    merchantId?: string | null;
                    name: string;
                    organisationId: string | null;
                    /** @enum {string} */
                    role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                    /** @default null */
                    storeIds?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Invited */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        email: string;
                        hasSecondFactor: boolean;
                        lastSignInAt: string | null;
                        merchantId: string | null;
                        name: string;
                        organisationId: string | null;
                        /** @enum {string} */
                        role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                        /** @enum {string} */
                        status: "INVITED" | "ACTIVE" | "REMOVED";
                        storeIds: string[] | null;
                        /** Format: uuid */
                        userId: string;
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended`; `token.missing`; `token.invalid` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        email: string;
                        hasSecondFactor: boolean;
                        lastSignInAt: string | null;
                        merchantId: string | null;
                        name: string;
                        organisationId: string | null;
                        /** @enum {string} */
                        role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                        /** @enum {string} */
                        status: "INVITED" | "ACTIVE" | "REMOVED";
                        storeIds: string[] | null;
                        /** Format: uuid */
                        userId: string;
                        version: number;
                    };
                };
            };
            /** @description `signIn.ended`; `token.missing`; `token.invalid` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    removeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
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
            /** @description `signIn.ended`; `token.missing`; `token.invalid` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.inUse` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    changeUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The version that was seen; another answers 412
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "support"
                 *     }
                 */
                "application/json": {
                    merchantId?: string | null;
                    name?: string;
                    /** @enum {string} */
                    role?: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                    storeIds?: string[] | null;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        email: string;
                        hasSecondFactor: boolean;
                        lastSignInAt: string | null;
                        merchantId: string | null;
                        name: string;
                        organisationId: string | null;
                        /** @enum {string} */
                        role: "platform-admin" | "organisation-admin" | "merchant-admin" | "store-admin" | "support";
                        /** @enum {string} */
                        status: "INVITED" | "ACTIVE" | "REMOVED";
                        storeIds: string[] | null;
                        /** Format: uuid */
                        userId: string;
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended`; `token.missing`; `token.invalid` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.changed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    inviteUserAgain: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended`; `token.missing`; `token.invalid` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invitation.taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    removeUserSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.foreign`; `role.missing`; `signIn.notFresh` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getCellsOfOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By cell */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cell: string;
                        /** Format: uuid */
                        organisationId: string;
                        work: {
                            cell: string;
                            connectedDevices: number;
                            runningExchanges: number;
                            waitingMessages: number;
                        }[];
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    overview: {
        parameters: {
            query?: {
                minutes?: number;
                organisationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        contradictions: number;
                        devices: {
                            devices: number;
                            online: number;
                            stores: {
                                devices: number;
                                online: number;
                                /** Format: uuid */
                                organisationId: string;
                                /** Format: uuid */
                                storeId: string;
                                timeline: {
                                    /** Format: date-time */
                                    at: string;
                                    online: number;
                                }[];
                            }[];
                        };
                        minutes: number;
                        organisationId: string | null;
                        organisations: {
                            /** Format: uuid */
                            organisationId: string;
                            sales: number;
                            unknown: number;
                        }[];
                        sales: {
                            points: {
                                approved: number;
                                /** Format: date-time */
                                at: string;
                                cancelled: number;
                                declined: number;
                                notStarted: number;
                                partial: number;
                            }[];
                            stepSeconds: number;
                            totals: {
                                approved: number;
                                cancelled: number;
                                declined: number;
                                notStarted: number;
                                partial: number;
                            };
                        };
                        services: {
                            /** Format: date-time */
                            at: string;
                            instance: string;
                            lagSeconds: number;
                            loopDelayMs: number;
                            outboxSeconds: number;
                            poolWaiting: number;
                            service: string;
                        }[] | null;
                        stages: {
                            p50Ms: number | null;
                            p99Ms: number | null;
                            sales: number;
                            /** @enum {string} */
                            stage: "delivered" | "displayed" | "authorised" | "whole";
                        }[];
                        states: {
                            ACCEPTED: number;
                            DISPATCHED: number;
                            DISPATCHING: number;
                            IN_PROGRESS: number;
                        };
                        trouble: {
                            contradictions: number;
                            devicesAway: number;
                            /** Format: uuid */
                            organisationId: string;
                            /** Format: uuid */
                            storeId: string;
                            unknown: number;
                            workList: number;
                        }[];
                        unknown: {
                            lastDay: number;
                            now: number;
                            since: string | null;
                        };
                        workList: number;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getSalesToday: {
        parameters: {
            query: {
                storeId: string;
                timeZone: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sales of each store */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        items: {
                            amounts: {
                                amount: string;
                                currency: string;
                            }[];
                            sales: number;
                            /** Format: date-time */
                            since: string;
                            /** Format: uuid */
                            storeId: string;
                        }[];
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getSessionCellsOfOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By cell */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cell: string;
                        /** Format: uuid */
                        organisationId: string;
                        work: {
                            cell: string;
                            connectedDevices: number;
                            runningExchanges: number;
                            waitingMessages: number;
                        }[];
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listTransactions: {
        parameters: {
            query?: {
                amount?: string;
                currency?: string;
                cursor?: string;
                deviceId?: string;
                doubt?: "ENQUIRED" | "CONTRADICTED";
                from?: string;
                kind?: string;
                limit?: number;
                maxAmount?: string;
                merchantId?: string;
                minAmount?: string;
                organisationId?: string;
                origin?: "POS" | "STAND_ALONE";
                posId?: string;
                q?: string;
                reference?: string;
                sort?: "at" | "-at" | "amount" | "-amount";
                state?: string;
                storeId?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the cursor of the one after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            amount: string | null;
                            /** Format: date-time */
                            at: string;
                            authorisedAmount: string | null;
                            brand: string | null;
                            completedAt: string | null;
                            currency: string | null;
                            deviceId: string;
                            deviceName: string | null;
                            entryMode: string | null;
                            exchangeId: string;
                            exchangeIdentification: string | null;
                            isContradicted: boolean;
                            /** @enum {string} */
                            kind: "PAYMENT" | "REFUND" | "REVERSAL" | "SESSION" | "OTHER";
                            merchantId: string | null;
                            /** Format: uuid */
                            organisationId: string;
                            /** @enum {string} */
                            origin: "POS" | "STAND_ALONE";
                            posId: string | null;
                            posName: string | null;
                            reference: string | null;
                            saleId: string | null;
                            serialNumber: string | null;
                            service: string;
                            stage: ("DISPLAYED" | "CARD_PRESENTED" | "PIN_ENTRY" | "AUTHORISING") | null;
                            /** @enum {string} */
                            state: "ACCEPTED" | "DISPATCHING" | "DISPATCHED" | "IN_PROGRESS" | "UNKNOWN" | "NEEDS_ATTENTION" | "APPROVED" | "PARTIAL" | "DECLINED" | "CANCELLED" | "NOT_STARTED" | "FAILED";
                            storeId: string | null;
                            storeName: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    exportTransactions: {
        parameters: {
            query?: {
                amount?: string;
                currency?: string;
                deviceId?: string;
                doubt?: "ENQUIRED" | "CONTRADICTED";
                from?: string;
                kind?: string;
                maxAmount?: string;
                merchantId?: string;
                minAmount?: string;
                organisationId?: string;
                origin?: "POS" | "STAND_ALONE";
                posId?: string;
                q?: string;
                reference?: string;
                state?: string;
                storeId?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getTransaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exchangeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transaction */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        amount: string | null;
                        /** Format: date-time */
                        at: string;
                        attentionReason: string | null;
                        authorisationCode: string | null;
                        authorisedAmount: string | null;
                        brand: string | null;
                        completedAt: string | null;
                        currency: string | null;
                        deviceId: string;
                        deviceName: string | null;
                        durations: {
                            hostMs: number | null;
                            shopperMs: number | null;
                            totalMs: number | null;
                        };
                        entryMode: string | null;
                        exchangeId: string;
                        exchangeIdentification: string | null;
                        isContradicted: boolean;
                        /** @enum {string} */
                        kind: "PAYMENT" | "REFUND" | "REVERSAL" | "SESSION" | "OTHER";
                        maskedPan: string | null;
                        merchantId: string | null;
                        messages: {
                            at: string | null;
                            codes: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            from: "POS" | "PLATFORM" | "CONNECTOR" | "DEVICE";
                            long: {
                                [key: string]: unknown;
                            };
                            name: string;
                            till: {
                                [key: string]: unknown;
                            } | null;
                            /** @enum {string} */
                            to: "POS" | "PLATFORM" | "CONNECTOR" | "DEVICE";
                        }[];
                        /** Format: uuid */
                        organisationId: string;
                        /** @enum {string} */
                        origin: "POS" | "STAND_ALONE";
                        outlook: {
                            cause: string;
                            enquiries: number;
                            isDeviceOnline: boolean | null;
                            may: ("WAIT" | "ABORT_AT_POS" | "RECONNECT_DEVICE" | "RESOLVE")[];
                            mayBePaid: boolean;
                            next: {
                                /** @enum {string} */
                                action: "DISPATCH" | "GIVE_UP" | "ABORT" | "DECLARE_UNKNOWN" | "ENQUIRE" | "CALL_PERSON";
                                /** Format: date-time */
                                at: string;
                            } | null;
                            personCalledAt: string | null;
                            /** Format: date-time */
                            since: string;
                        } | null;
                        poiReference: string | null;
                        posId: string | null;
                        posName: string | null;
                        reference: string | null;
                        resolution: {
                            actor: string;
                            amount: string | null;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            outcome: "APPROVED" | "PARTIAL" | "DECLINED";
                            reason: string;
                        } | null;
                        responseReason: string | null;
                        responseText: string | null;
                        saleId: string | null;
                        serialNumber: string | null;
                        service: string;
                        sessionId: string | null;
                        stage: ("DISPLAYED" | "CARD_PRESENTED" | "PIN_ENTRY" | "AUTHORISING") | null;
                        /** @enum {string} */
                        state: "ACCEPTED" | "DISPATCHING" | "DISPATCHED" | "IN_PROGRESS" | "UNKNOWN" | "NEEDS_ATTENTION" | "APPROVED" | "PARTIAL" | "DECLINED" | "CANCELLED" | "NOT_STARTED" | "FAILED";
                        storeId: string | null;
                        storeName: string | null;
                        timeline: {
                            /** Format: date-time */
                            at: string;
                            detail: string | null;
                            /** @enum {string} */
                            hop: "ACCEPTED" | "REFUSED" | "DISPATCHED" | "DELIVERED" | "COMMAND_REFUSED" | "ACKNOWLEDGED" | "DISPLAYED" | "CARD_PRESENTED" | "PIN_ENTRY" | "AUTHORISING" | "ANSWERED" | "LATE_ANSWER" | "CONTRADICTED" | "REPEATED" | "STATUS_ASKED" | "ABORT_ASKED" | "ABORT_SENT" | "ENQUIRED" | "ENQUIRY_ANSWERED" | "DEVICE_LOST" | "DEVICE_BACK" | "UNKNOWN" | "NEEDS_ATTENTION" | "RESOLVED" | "DONE" | "TOLD" | "TOLD_RUNNING" | "HUNG_UP";
                            /** @enum {string} */
                            lane: "POS" | "PLATFORM" | "CONNECTOR" | "DEVICE";
                            message: string | null;
                            sinceLastMs: number;
                            state: ("ACCEPTED" | "DISPATCHING" | "DISPATCHED" | "IN_PROGRESS" | "UNKNOWN" | "NEEDS_ATTENTION" | "APPROVED" | "PARTIAL" | "DECLINED" | "CANCELLED" | "NOT_STARTED" | "FAILED") | null;
                        }[];
                        traceparent: string | null;
                        vocabulary: {
                            /** @enum {string} */
                            amounts: "string" | "number";
                            document: boolean;
                            /** @enum {string} */
                            names: "long" | "code";
                        } | null;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `exchange.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    resolveTransaction: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                exchangeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "APPROVED",
                 *       "reason": "The shopper’s receipt and the day totals of the device show it"
                 *     }
                 */
                "application/json": {
                    amount?: string;
                    /** @enum {string} */
                    outcome: "APPROVED" | "PARTIAL" | "DECLINED";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Settled */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `exchange.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `exchange.settled` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getWorkList: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                merchantId?: string;
                organisationId?: string;
                sort?: "at" | "-at" | "amount" | "-amount";
                storeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, and how many there are on all pages together */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        items: {
                            amount: string | null;
                            /** Format: date-time */
                            at: string;
                            authorisedAmount: string | null;
                            brand: string | null;
                            completedAt: string | null;
                            currency: string | null;
                            deviceId: string;
                            deviceName: string | null;
                            entryMode: string | null;
                            exchangeId: string;
                            exchangeIdentification: string | null;
                            isContradicted: boolean;
                            /** @enum {string} */
                            kind: "PAYMENT" | "REFUND" | "REVERSAL" | "SESSION" | "OTHER";
                            merchantId: string | null;
                            /** Format: uuid */
                            organisationId: string;
                            /** @enum {string} */
                            origin: "POS" | "STAND_ALONE";
                            outlook: {
                                cause: string;
                                enquiries: number;
                                isDeviceOnline: boolean | null;
                                may: ("WAIT" | "ABORT_AT_POS" | "RECONNECT_DEVICE" | "RESOLVE")[];
                                mayBePaid: boolean;
                                next: {
                                    /** @enum {string} */
                                    action: "DISPATCH" | "GIVE_UP" | "ABORT" | "DECLARE_UNKNOWN" | "ENQUIRE" | "CALL_PERSON";
                                    /** Format: date-time */
                                    at: string;
                                } | null;
                                personCalledAt: string | null;
                                /** Format: date-time */
                                since: string;
                            };
                            posId: string | null;
                            posName: string | null;
                            reason: string;
                            reference: string | null;
                            saleId: string | null;
                            serialNumber: string | null;
                            service: string;
                            /** Format: date-time */
                            since: string;
                            stage: ("DISPLAYED" | "CARD_PRESENTED" | "PIN_ENTRY" | "AUTHORISING") | null;
                            /** @enum {string} */
                            state: "ACCEPTED" | "DISPATCHING" | "DISPATCHED" | "IN_PROGRESS" | "UNKNOWN" | "NEEDS_ATTENTION" | "APPROVED" | "PARTIAL" | "DECLINED" | "CANCELLED" | "NOT_STARTED" | "FAILED";
                            storeId: string | null;
                            storeName: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listAudit: {
        parameters: {
            query?: {
                action?: string;
                actor?: string;
                cursor?: string;
                from?: string;
                limit?: number;
                object?: string;
                organisationId?: string;
                sort?: "at" | "-at";
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the cursor of the one after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            action: string;
                            actor: string;
                            address: string | null;
                            /** Format: date-time */
                            at: string;
                            detail: {
                                [key: string]: unknown;
                            };
                            hash: string;
                            object: string;
                            organisationId: string | null;
                            previousHash: string;
                            seq: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    verifyAudit: {
        parameters: {
            query?: {
                organisationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it came to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        checkedAt: string;
                        entries: number;
                        fault: string | null;
                        organisationId: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listCells: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uri */
                            connectUrl: string;
                            name: string;
                            retailUrl: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    putCell: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cell: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "retailUrl": null,
                 *       "connectUrl": "wss://devices.acme.example/device/v1/connect"
                 *     }
                 */
                "application/json": {
                    /** Format: uri */
                    connectUrl: string;
                    retailUrl: string | null;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uri */
                        connectUrl: string;
                        name: string;
                        retailUrl: string | null;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    removeCell: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cell: string;
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
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.inUse` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getStoreDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        deviceId: string;
                        hardware: {
                            /** Format: date-time */
                            notAfter: string;
                            /** @enum {string} */
                            role: "ACTIVE" | "STANDBY";
                            serialNumber: string;
                            /** @enum {string} */
                            status: "VALID" | "REVOKED";
                            thumbprint: string;
                        }[];
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        paymentMethods: string[] | null;
                        reportedMethods: {
                            brands: string[];
                            code: string;
                            name: string;
                        }[] | null;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        /** Format: uuid */
                        storeId: string;
                        storeMethods: string[] | null;
                        version: number;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    removeDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
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
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    changeDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was seen; another version answers 412
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Counter, left"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    paymentMethods?: string[] | null;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        deviceId: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        paymentMethods: string[] | null;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        /** Format: uuid */
                        storeId: string;
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.changed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    createActivationCode: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "STANDBY"
                 *     }
                 */
                "application/json": {
                    /**
                     * @default ACTIVE
                     * @enum {string}
                     */
                    role?: "ACTIVE" | "STANDBY";
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        activationCode: string;
                        /** Format: date-time */
                        activationExpiresAt: string;
                        deviceId: string;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    revokeHardware: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
                serialNumber: string;
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
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getDevicePresence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deviceId: string;
                        /** Format: date-time */
                        from: string;
                        online: {
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                        }[];
                        /** Format: date-time */
                        recordedSince: string;
                        /** Format: date-time */
                        to: string;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    followStore: {
        parameters: {
            query: {
                storeId: string;
            };
            header?: {
                /**
                 * @description Browsers send it by themselves
                 * @example bK2x…
                 */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events; the schema is that of their data */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        /** Format: date-time */
                        asOf: string;
                        devices: {
                            busyWith: string | null;
                            certificateNotAfter: string | null;
                            deviceId: string;
                            hardware: {
                                model: string | null;
                                serialNumber: string;
                                softwareVersion: string | null;
                            } | null;
                            lastSeenAt: string | null;
                            name: string;
                            onlineSince: string | null;
                            paymentMethods: {
                                brands: string[];
                                code: string;
                                name: string;
                            }[];
                            /** @enum {string} */
                            presence: "ONLINE" | "OFFLINE" | "UNKNOWN";
                            roundTripMs: number | null;
                            services: string[];
                            session: {
                                expiresAt: string | null;
                                held: boolean;
                                posName: string | null;
                            };
                            /** @enum {string} */
                            state: "IDLE" | "BUSY" | "MAINTENANCE";
                        }[];
                        /** Format: uuid */
                        storeId: string;
                    } | {
                        /** Format: date-time */
                        asOf: string;
                        devices: {
                            busyWith: string | null;
                            certificateNotAfter: string | null;
                            deviceId: string;
                            hardware: {
                                model: string | null;
                                serialNumber: string;
                                softwareVersion: string | null;
                            } | null;
                            lastSeenAt: string | null;
                            name: string;
                            onlineSince: string | null;
                            paymentMethods: {
                                brands: string[];
                                code: string;
                                name: string;
                            }[];
                            /** @enum {string} */
                            presence: "ONLINE" | "OFFLINE" | "UNKNOWN";
                            roundTripMs: number | null;
                            services: string[];
                            session: {
                                expiresAt: string | null;
                                held: boolean;
                                posName: string | null;
                            };
                            /** @enum {string} */
                            state: "IDLE" | "BUSY" | "MAINTENANCE";
                        }[];
                        removed: string[];
                        /** Format: uuid */
                        storeId: string;
                    } | {
                        /** Format: date-time */
                        asOf: string;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    removeMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
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
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.inUse` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    changeMerchant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was seen; another version answers 412
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Corner Bakery"
                 *     }
                 */
                "application/json": {
                    name?: string;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.changed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listStores: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the cursor of the one after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: uuid */
                            merchantId: string;
                            name: string;
                            /** Format: uuid */
                            organisationId: string;
                            paymentMethods: string[] | null;
                            reference: string | null;
                            retailApi: boolean;
                            /** @enum {string} */
                            sessionPolicy: "IMPLICIT" | "LOGIN_REQUIRED";
                            showKeysOnce: boolean;
                            /** @enum {string} */
                            status: "ACTIVE" | "REMOVED";
                            /** Format: uuid */
                            storeId: string;
                            timeZone: string;
                            version: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    createStore: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "High Street",
                 *       "sessionPolicy": "IMPLICIT",
                 *       "paymentMethods": null
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @default null */
                    paymentMethods?: string[] | null;
                    /** @default null */
                    reference?: string | null;
                    /**
                     * @default IMPLICIT
                     * @enum {string}
                     */
                    sessionPolicy?: "IMPLICIT" | "LOGIN_REQUIRED";
                    /** @default UTC */
                    timeZone?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        paymentMethods: string[] | null;
                        reference: string | null;
                        retailApi: boolean;
                        /** @enum {string} */
                        sessionPolicy: "IMPLICIT" | "LOGIN_REQUIRED";
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        /** Format: uuid */
                        storeId: string;
                        timeZone: string;
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    subscribeMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "active": true
                 *     }
                 */
                "application/json": {
                    active: boolean;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listOrganisations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                organisationId?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the cursor of the one after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            cell: string;
                            /** Format: date-time */
                            createdAt: string;
                            domain: string;
                            exchangesPerSecond: number | null;
                            name: string;
                            /** Format: uuid */
                            organisationId: string;
                            retailApi: boolean;
                            showKeysOnce: boolean;
                            /** @enum {string} */
                            status: "ACTIVE" | "REMOVED";
                            version: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    createOrganisation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme Acquiring",
                 *       "domain": "acme-acquiring"
                 *     }
                 */
                "application/json": {
                    cell?: string;
                    domain?: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cell: string;
                        /** Format: date-time */
                        createdAt: string;
                        domain: string;
                        exchangesPerSecond: number | null;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cell: string;
                        /** Format: date-time */
                        createdAt: string;
                        domain: string;
                        exchangesPerSecond: number | null;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    removeOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationId: string;
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
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.inUse` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    changeOrganisation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was seen; another version answers 412
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme Acquiring SA",
                 *       "showKeysOnce": false
                 *     }
                 */
                "application/json": {
                    name?: string;
                    showKeysOnce?: boolean;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cell: string;
                        /** Format: date-time */
                        createdAt: string;
                        domain: string;
                        exchangesPerSecond: number | null;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.changed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    moveOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cell": "acme"
                 *     }
                 */
                "application/json": {
                    cell: string;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cell: string;
                        /** Format: date-time */
                        createdAt: string;
                        domain: string;
                        exchangesPerSecond: number | null;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listMerchants: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                merchantId?: string;
                q?: string;
            };
            header?: never;
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the cursor of the one after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: uuid */
                            merchantId: string;
                            name: string;
                            /** Format: uuid */
                            organisationId: string;
                            retailApi: boolean;
                            /** @enum {string} */
                            status: "ACTIVE" | "REMOVED";
                            version: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    createMerchant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Corner Bakery"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    putQuota: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was seen; another version answers 412
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "exchangesPerSecond": 500
                 *     }
                 */
                "application/json": {
                    exchangesPerSecond: number | null;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cell: string;
                        /** Format: date-time */
                        createdAt: string;
                        domain: string;
                        exchangesPerSecond: number | null;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.changed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    subscribeRetailApi: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "active": true
                 *     }
                 */
                "application/json": {
                    active: boolean;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cell: string;
                        /** Format: date-time */
                        createdAt: string;
                        domain: string;
                        exchangesPerSecond: number | null;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        retailApi: boolean;
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getPointOfSale: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                posId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        applicationId: string;
                        /** Format: date-time */
                        createdAt: string;
                        firstListedAt: string | null;
                        firstSaleAt: string | null;
                        keys: {
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            isKept: boolean;
                            keyVersion: number;
                        }[];
                        lastUsedAddress: string | null;
                        lastUsedAt: string | null;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        /** Format: uuid */
                        posId: string;
                        reference: string;
                        saleId: string;
                        /** @enum {string} */
                        status: "ACTIVE" | "DEREGISTERED";
                        /** Format: uuid */
                        storeId: string;
                        version: number;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    deregisterPointOfSale: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                posId: string;
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
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    revealKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                posId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest Key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        applicationId: string;
                        applicationKey: string;
                        keyVersion: number;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign`; `signIn.notFresh` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `key.notKept` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    rotateKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                posId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 86400
                 *     }
                 */
                "application/json": {
                    overlapSeconds: number;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        applicationId: string;
                        applicationKey: string;
                        keyVersion: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign`; `signIn.notFresh` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooMany` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    endKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyVersion: string;
                posId: string;
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
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.inUse` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    search: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is called so */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "STORE" | "POINT_OF_SALE" | "DEVICE";
                            name: string;
                            reference: string | null;
                            /** Format: uuid */
                            storeId: string;
                            storeName: string;
                        }[];
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listAllStores: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                merchantId?: string;
                organisationId?: string;
                q?: string;
                storeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the cursor of the one after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            devices: number;
                            devicesOnline: number | null;
                            /** Format: uuid */
                            merchantId: string;
                            merchantName: string;
                            merchantRetailApi: boolean;
                            name: string;
                            /** Format: uuid */
                            organisationId: string;
                            paymentMethods: string[] | null;
                            pointsOfSale: number;
                            reference: string | null;
                            retailApi: boolean;
                            /** @enum {string} */
                            sessionPolicy: "IMPLICIT" | "LOGIN_REQUIRED";
                            showKeysOnce: boolean;
                            /** @enum {string} */
                            status: "ACTIVE" | "REMOVED";
                            /** Format: uuid */
                            storeId: string;
                            timeZone: string;
                            version: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    getStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        paymentMethods: string[] | null;
                        reference: string | null;
                        retailApi: boolean;
                        /** @enum {string} */
                        sessionPolicy: "IMPLICIT" | "LOGIN_REQUIRED";
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        /** Format: uuid */
                        storeId: string;
                        timeZone: string;
                        version: number;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    removeStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
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
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.inUse` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    changeStore: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that was seen; another version answers 412
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sessionPolicy": "LOGIN_REQUIRED",
                 *       "paymentMethods": [
                 *         "VISA",
                 *         "MASTERCARD"
                 *       ]
                 *     }
                 */
                "application/json": {
                    name?: string;
                    paymentMethods?: string[] | null;
                    reference?: string | null;
                    /** @enum {string} */
                    sessionPolicy?: "IMPLICIT" | "LOGIN_REQUIRED";
                    showKeysOnce?: boolean;
                    timeZone?: string;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        paymentMethods: string[] | null;
                        reference: string | null;
                        retailApi: boolean;
                        /** @enum {string} */
                        sessionPolicy: "IMPLICIT" | "LOGIN_REQUIRED";
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        /** Format: uuid */
                        storeId: string;
                        timeZone: string;
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.changed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listStoreDevices: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the cursor of the one after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            createdAt: string;
                            deviceId: string;
                            /** Format: uuid */
                            merchantId: string;
                            name: string;
                            /** Format: uuid */
                            organisationId: string;
                            paymentMethods: string[] | null;
                            /** @enum {string} */
                            status: "ACTIVE" | "REMOVED";
                            /** Format: uuid */
                            storeId: string;
                            version: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    createDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Counter",
                 *       "paymentMethods": null
                 *     }
                 */
                "application/json": {
                    deviceId?: string;
                    name: string;
                    /** @default null */
                    paymentMethods?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        activationCode: string;
                        /** Format: date-time */
                        activationExpiresAt: string;
                        /** Format: date-time */
                        createdAt: string;
                        deviceId: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        paymentMethods: string[] | null;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        /** Format: uuid */
                        storeId: string;
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    createDevices: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example serialNumber,name
                 *     SN-4711,Counter
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description The codes, in the same order */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example serialNumber,deviceId,name,activationCode,activationExpiresAt
                     *     SN-4711,dev_4dn3jvebhqrcpqj3me6b,Counter,8K3M2QXW7T,2026-01-01T10:15:00.000Z
                     */
                    "text/csv": string;
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listStorePaymentDevices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        devices: {
                            busyWith: string | null;
                            certificateNotAfter: string | null;
                            deviceId: string;
                            hardware: {
                                model: string | null;
                                serialNumber: string;
                                softwareVersion: string | null;
                            } | null;
                            lastSeenAt: string | null;
                            name: string;
                            onlineSince: string | null;
                            paymentMethods: {
                                brands: string[];
                                code: string;
                                name: string;
                            }[];
                            /** @enum {string} */
                            presence: "ONLINE" | "OFFLINE" | "UNKNOWN";
                            roundTripMs: number | null;
                            services: string[];
                            session: {
                                expiresAt: string | null;
                                held: boolean;
                                posName: string | null;
                            };
                            /** @enum {string} */
                            state: "IDLE" | "BUSY" | "MAINTENANCE";
                        }[];
                        /** Format: uuid */
                        storeId: string;
                    };
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    listPointsOfSale: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                posId?: string;
                q?: string;
                status?: "ACTIVE" | "DEREGISTERED";
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the cursor of the one after it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            applicationId: string;
                            /** Format: date-time */
                            createdAt: string;
                            firstListedAt: string | null;
                            firstSaleAt: string | null;
                            lastUsedAddress: string | null;
                            lastUsedAt: string | null;
                            /** Format: uuid */
                            merchantId: string;
                            name: string;
                            /** Format: uuid */
                            organisationId: string;
                            /** Format: uuid */
                            posId: string;
                            reference: string;
                            saleId: string;
                            /** @enum {string} */
                            status: "ACTIVE" | "DEREGISTERED";
                            /** Format: uuid */
                            storeId: string;
                            version: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    createPointOfSale: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sent again within 24 h under the same key, the request changes nothing and gets the answer it got then
                 * @example 8e03978e-40d5-43e8-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Till 1",
                 *       "reference": "TILL-1"
                 *     }
                 */
                "application/json": {
                    name: string;
                    reference: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        applicationId: string;
                        applicationKey: string;
                        /** Format: date-time */
                        createdAt: string;
                        firstListedAt: string | null;
                        firstSaleAt: string | null;
                        lastUsedAddress: string | null;
                        lastUsedAt: string | null;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        /** Format: uuid */
                        posId: string;
                        reference: string;
                        saleId: string;
                        /** @enum {string} */
                        status: "ACTIVE" | "DEREGISTERED";
                        /** Format: uuid */
                        storeId: string;
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.conflict` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.keyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
    subscribeStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "active": true
                 *     }
                 */
                "application/json": {
                    active: boolean;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: uuid */
                        merchantId: string;
                        name: string;
                        /** Format: uuid */
                        organisationId: string;
                        paymentMethods: string[] | null;
                        reference: string | null;
                        retailApi: boolean;
                        /** @enum {string} */
                        sessionPolicy: "IMPLICIT" | "LOGIN_REQUIRED";
                        showKeysOnce: boolean;
                        /** @enum {string} */
                        status: "ACTIVE" | "REMOVED";
                        /** Format: uuid */
                        storeId: string;
                        timeZone: string;
                        version: number;
                    };
                };
            };
            /** @description `request.malformed`; `request.invalid` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token.missing`; `token.invalid`; `token.revoked`; `signIn.ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `role.missing`; `request.foreign` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `entity.unknown` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.tooLarge` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request.mediaType` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `platform.unavailable` */
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
