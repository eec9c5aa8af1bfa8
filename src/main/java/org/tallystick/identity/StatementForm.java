package org.tallystick.identity;

/** What of a statement is signed. */
public enum StatementForm {

    /** The fields with {@code action} and {@code hub}, so that it means one thing at one hub (design §5). */
    BOUND,

    /**
     * The fields alone, as hubs of the reference dialect have it (GEO facts §2): whoever has seen one may use it at another hub
     * that knows the same key. A node takes it only where its operator says so.
     */
    REFERENCE
}
