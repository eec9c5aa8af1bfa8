package org.tallystick.ledger;

import java.util.Optional;
import org.tallystick.identity.PublicKey;

/** What opening and changing accounts and equivalents asks and does. */
final class AccountRules {

    private static final int MAX_PRECISION = 8;
    private static final int MAX_EQUIVALENTS = 10_000;

    private final LedgerState state;

    AccountRules(LedgerState state) {
        this.state = state;
    }

    Optional<Refusal> open(Operation.OpenAccount operation) {
        if (state.account(operation.pid()) != null) {
            return Optional.of(
                    Refusal.of(ErrorCode.E008, "participant", operation.pid().text()));
        }
        boolean unclaimed = operation.status() == AccountStatus.UNCLAIMED;
        if (unclaimed != (operation.key() == null)) {
            return Optional.of(Refusal.of(ErrorCode.E009, "field", "key"));
        }
        Account account = new Account(state.accounts.size(), operation.pid(), operation.status(), operation.key());
        state.accounts.add(account);
        state.accountsByPid.put(account.pid, account);
        state.undo.onUndo(() -> {
            state.accounts.removeLast();
            state.accountsByPid.remove(account.pid);
        });
        state.changed(account);
        return Optional.empty();
    }

    Optional<Refusal> change(Operation.ChangeAccount operation) {
        Account account = state.account(operation.pid());
        if (account == null) {
            return Optional.of(
                    Refusal.of(ErrorCode.E011, "participant", operation.pid().text()));
        }
        AccountStatus statusBefore = account.status;
        PublicKey keyBefore = account.key;
        AccountStatus status = operation.status() == null ? statusBefore : operation.status();
        PublicKey key = operation.key() == null ? keyBefore : operation.key();
        if ((status == AccountStatus.UNCLAIMED) != (key == null)) {
            return Optional.of(Refusal.of(ErrorCode.E017, "status", statusBefore.word()));
        }
        account.status = status;
        account.key = key;
        state.undo.onUndo(() -> {
            account.status = statusBefore;
            account.key = keyBefore;
            state.changedAccounts.add(account);
            state.capacitiesChanged(account);
        });
        state.changed(account);
        if (status != statusBefore) {
            state.capacitiesChanged(account);
        }
        return Optional.empty();
    }

    Optional<Refusal> define(Operation.DefineEquivalent operation) {
        Equivalent known = state.equivalent(operation.code());
        if (known == null) {
            return defineNew(operation);
        }
        if (known.precision != operation.precision()) {
            return Optional.of(Refusal.of(ErrorCode.E008, "equivalent", known.code)
                    .with("precision", Integer.toString(known.precision)));
        }
        boolean before = known.active;
        known.active = operation.active();
        state.undo.onUndo(() -> known.active = before);
        return Optional.empty();
    }

    private Optional<Refusal> defineNew(Operation.DefineEquivalent operation) {
        if (!operation.code().matches("[A-Z0-9_]{1,16}")
                || operation.precision() < 0
                || operation.precision() > MAX_PRECISION
                || state.equivalents.size() >= MAX_EQUIVALENTS) {
            return Optional.of(Refusal.of(ErrorCode.E009, "equivalent", operation.code()));
        }
        Equivalent made =
                new Equivalent(state.equivalents.size(), operation.code(), operation.precision(), operation.active());
        state.equivalents.add(made);
        state.equivalentsByCode.put(made.code, made);
        state.undo.onUndo(() -> {
            state.equivalents.removeLast();
            state.equivalentsByCode.remove(made.code);
        });
        return Optional.empty();
    }
}
