package org.tallystick.node;

import java.util.List;
import java.util.OptionalInt;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.PersonalText;

/**
 * One kind of transaction that participants ask for: how its statement is read and by which rule it is decided. The rule of
 * a released version stays for ever, because journals contain it.
 *
 * @param <C> what the statement says, typed
 */
public interface StatementType<C> {

    /** The action that is signed and the type in the frame, such as {@code payment.create}. */
    String type();

    /** The version of the rule, from 1. */
    int version();

    /** The name of the field that holds the client's id: {@code tx_id} for payments, {@code statement_id} else. */
    default String idField() {
        return "statement_id";
    }

    /** Whether the same signed bytes, sent again, get the same answer; else they clash (E008). */
    default boolean answersReplays() {
        return false;
    }

    /** Whether the signer's account comes into being by it, so that the key is taken from the statement itself. */
    default boolean opensAccount() {
        return false;
    }

    /**
     * Whether the signer's account is there without a key and gets one by it, so that the key is taken from the statement itself;
     * the rule has to ask for another proof that it is the signer's.
     */
    default boolean claimsAccount() {
        return false;
    }

    /**
     * Reads the statement; on the caller's thread, after its signature was checked.
     *
     * @throws StatementRefused E009 with the field when it cannot be used
     */
    C read(SignedStatement statement) throws StatementRefused;

    /**
     * How long it may wait for its turn, in milliseconds, before it is refused (E007) without having been decided; nothing
     * where it may wait for ever. An answer that is known already is given however late.
     */
    default OptionalInt timeoutMs(C command) {
        return OptionalInt.empty();
    }

    /**
     * The personal texts in it; a statement that has some is sealed: for its signer, or, where none of the texts is the signer's,
     * for the owner of the first. Then an operation has to name the signer, so that both count the transaction whatever is erased.
     * On the caller's thread.
     */
    default List<PersonalText> texts(C command) {
        return List.of();
    }

    /**
     * The rule: what the ledger has to do. Pure; on the ledger thread.
     *
     * @param command what was read
     * @param request who asks, and what may be asked
     */
    Decision decide(C command, Request request);
}
