package org.tallystick.node;

import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.LedgerView;

/**
 * Who asks for something, and what the rule may ask in return. Lives for one decision on the ledger thread.
 *
 * @param txId the id of the transaction
 * @param signer who signed
 * @param account the signer's account, or null where it is about to be opened
 * @param statements all statements of it, the first decides
 * @param ledger the state so far, transactions before it in the same block included
 * @param router the way to routes
 */
public record Request(
        String txId,
        Pid signer,
        @Nullable Account account,
        java.util.List<SignedStatement> statements,
        LedgerView ledger,
        Router router) {}
