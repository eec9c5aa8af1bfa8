package org.tallystick.ledger;

/** The codes by which a refusal is named on every way out of the program; the HTTP status of each is in the API map. */
public enum ErrorCode {
    /** No route for any amount. */
    E001,
    /** Some capacity, not enough. */
    E002,
    /** A limit stands against it. */
    E003,
    /** The trust line, or the account to be paid, is not active. */
    E004,
    /** The signature is not valid. */
    E005,
    /** The caller may not do this. */
    E006,
    /** Too late: the time for it has run out. */
    E007,
    /** It clashes with what is there already. */
    E008,
    /** The data cannot be used. */
    E009,
    /** A defect of the program. */
    E010,
    /** No such participant. */
    E011,
    /** No such trust line. */
    E012,
    /** A debt or a hold stands against closing. */
    E013,
    /** Too many requests. */
    E014,
    /** No such thing, of another kind. */
    E015,
    /** Not authenticated. */
    E016,
    /** Not in the state that this step needs. */
    E017,
    /** The idempotency key was used with another body. */
    E018,
    /** The feature is switched off. */
    E019,
    /** Read only, or too much is waiting. */
    E020,
    /** Too large. */
    E021,
    /** That method is not for this route. */
    E022,
    /** That media type is not understood. */
    E023
}
