package org.tallystick.hub.auth;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Follower;
import org.tallystick.node.Node;

/** Ends the families of who was banned, or began them with a key that is no longer in force. Follows the node until it is closed. */
final class AccountWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccountWatch.class);

    private final Node node;
    private final Families families;
    private final Follower follower;

    AccountWatch(Node node, Families families) {
        this.node = node;
        this.families = families;
        this.follower = node.follow(this::look, this::lookAtAll);
        // What happened while nobody followed.
        lookAtAll();
    }

    private void look(CommittedBlock block) {
        for (Applied applied : block.applied()) {
            for (Operation operation : applied.transaction().operations()) {
                if (operation instanceof Operation.ChangeAccount change) {
                    look(change);
                }
            }
        }
    }

    private void look(Operation.ChangeAccount change) {
        if (change.status() == AccountStatus.BANNED) {
            families.revokeAll(change.pid());
        } else if (change.key() != null) {
            families.revokeOthers(change.pid(), change.key());
        }
    }

    private void lookAtAll() {
        try {
            for (Pid pid : families.participants()) {
                Optional<PublicKey> key = node.query(view -> {
                    @Nullable Account account = view.ledger().account(pid);
                    return account == null || account.status() == AccountStatus.BANNED
                            ? Optional.empty()
                            : Optional.ofNullable(account.key());
                });
                families.revokeOthers(pid, key.orElse(null));
            }
        } catch (CompletionException closing) {
            LOG.debug("The node is closing; at the next start all are looked at again", closing);
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
