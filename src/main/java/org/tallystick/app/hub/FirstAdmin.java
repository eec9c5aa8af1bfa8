package org.tallystick.app.hub;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Randomness;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Rate;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.identity.Base58;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Answer;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Follower;
import org.tallystick.node.Node;

/**
 * How a hub gets its first ADMIN (API map): whoever the operator names; at a hub that only this machine can reach the first
 * participant; elsewhere whoever first gives the code that the hub prints. Any thread.
 */
final class FirstAdmin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final int CODE_BYTES = 16;

    private final Node node;
    private final Optional<String> code;
    private final Optional<Follower> follower;

    /** Makes somebody ADMIN if nobody is and the hub may decide by itself who. */
    static FirstAdmin begin(Node node, Optional<Pid> named, boolean loopback, Randomness randomness) {
        boolean governed = node.query(view -> view.room(OperatorRoom.class).hasAdmin());
        if (named.isPresent()) {
            make(node, named.get());
            return new FirstAdmin(node, Optional.empty(), false);
        }
        if (governed) {
            return new FirstAdmin(node, Optional.empty(), false);
        }
        if (!loopback) {
            return new FirstAdmin(node, Optional.of(Base58.encode(randomness.bytes(CODE_BYTES))), false);
        }
        FirstAdmin watching = new FirstAdmin(node, Optional.empty(), true);
        watching.look();
        return watching;
    }

    private FirstAdmin(Node node, Optional<String> code, boolean watch) {
        this.node = node;
        this.code = code;
        this.follower = watch ? Optional.of(node.follow(this::look, this::look)) : Optional.empty();
    }

    /** The code that makes who gives it ADMIN, while there is none. */
    Optional<String> code() {
        return code;
    }

    private void look(CommittedBlock block) {
        boolean newcomer = block.block().transactions().stream()
                .flatMap(transaction -> transaction.operations().stream())
                .anyMatch(Operation.OpenAccount.class::isInstance);
        if (newcomer) {
            look();
        }
    }

    private void look() {
        try {
            Optional<Pid> first = node.query(view -> {
                if (view.room(OperatorRoom.class).hasAdmin()) {
                    return Optional.empty();
                }
                for (int number = 0; number < view.ledger().accountCount(); number++) {
                    Account account = view.ledger().account(number);
                    if (account.active() || account.status() == AccountStatus.PENDING) {
                        return Optional.of(account.pid());
                    }
                }
                return Optional.empty();
            });
            first.ifPresent(pid -> make(node, pid));
        } catch (CompletionException closing) {
            LOG.debug("The node is closing", closing);
        }
    }

    private static Answer make(Node node, Pid pid) {
        return node.submitAlone(node.query(view -> OperatorTransactions.firstAdmin(view.ledger(), pid)))
                .join();
    }

    /** The route that takes the code. */
    List<Route> routes() {
        return List.of(Route.post("/admin/first", "becomeFirstAdmin")
                .about(
                        "Administration",
                        "Whoever gives the code that the hub printed when it started becomes its first ADMIN")
                .access(Access.PARTICIPANT)
                .rate(Rate.AUTH)
                .body(Schema.object(Schema.need("code", Schema.text(1, 64))))
                .answersNothing()
                .fails(ErrorCode.E006, ErrorCode.E017)
                .handledBy(this::claim));
    }

    private Reply claim(Call call) throws ApiError {
        byte[] given = Sha256.of(call.bodyText("code").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        boolean right = code.isPresent()
                && java.security.MessageDigest.isEqual(
                        given, Sha256.of(code.get().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        if (!right) {
            throw ApiError.of(ErrorCode.E006, "field", "code");
        }
        return switch (make(node, call.who().pid())) {
            case Answer.Committed committed -> new Reply.Nothing();
            case Answer.Refused(Refusal refusal) -> throw ApiError.of(refusal);
        };
    }

    @Override
    public void close() {
        follower.ifPresent(Follower::close);
    }
}
