package org.tallystick.app.hub;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
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
import org.tallystick.http.Role;
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
import org.tallystick.node.NodeView;

/**
 * How a hub gets its first ADMIN (API map): whoever the operator names; at a hub that only this machine can reach the first
 * participant; elsewhere whoever first gives the code that the hub prints. Any thread.
 */
final class FirstAdmin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final int CODE_BYTES = 16;

    /** How many accounts one question looks at, which takes the ledger thread well below a millisecond. */
    private static final int ACCOUNTS_AT_ONCE = 1_000;

    /** What a look at some accounts found, and where the next begins. */
    private record Slice(Optional<Pid> first, int next, boolean last) {}

    private final Node node;
    private final Optional<String> code;
    private final Optional<Follower> follower;

    /**
     * Makes somebody ADMIN if nobody is and the hub may decide by itself who.
     *
     * @throws CannotServe when somebody is named who cannot be made ADMIN
     */
    static FirstAdmin begin(Node node, Optional<Pid> named, boolean loopback, Randomness randomness)
            throws CannotServe {
        if (named.isPresent()) {
            appoint(node, named.get());
            return new FirstAdmin(node, Optional.empty(), false);
        }
        boolean governed = node.query(view -> view.room(OperatorRoom.class).hasAdmin());
        if (governed) {
            return new FirstAdmin(node, Optional.empty(), false);
        }
        if (!loopback) {
            return new FirstAdmin(node, Optional.of(Base58.encode(randomness.bytes(CODE_BYTES))), false);
        }
        FirstAdmin watching = new FirstAdmin(node, Optional.empty(), true);
        boolean looked = false;
        try {
            watching.lookAtAll();
            looked = true;
            return watching;
        } finally {
            if (!looked) {
                watching.close();
            }
        }
    }

    private static void appoint(Node node, Pid named) throws CannotServe {
        boolean already =
                node.query(view -> view.room(OperatorRoom.class).roles(named).contains(Role.ADMIN));
        if (!already && make(node, named) instanceof Answer.Refused(Refusal refusal)) {
            throw new CannotServe(
                    refusal.code() == ErrorCode.E017
                            ? "Another is ADMIN of this hub already and alone can make " + named.text() + " one"
                            : named.text() + " cannot be made ADMIN: " + refusal);
        }
    }

    private FirstAdmin(Node node, Optional<String> code, boolean watch) {
        this.node = node;
        this.code = code;
        this.follower = watch ? Optional.of(node.follow(this::look, this::lookAtAll)) : Optional.empty();
    }

    /** The code that makes who gives it ADMIN, while there is none. */
    Optional<String> code() {
        return code;
    }

    /** Whoever this block let in. */
    private void look(CommittedBlock block) {
        List<Pid> newcomers = block.block().transactions().stream()
                .flatMap(transaction -> transaction.operations().stream())
                .filter(Operation.OpenAccount.class::isInstance)
                .map(operation -> ((Operation.OpenAccount) operation).pid())
                .toList();
        if (!newcomers.isEmpty()) {
            try {
                node.<Optional<Pid>>query(view -> firstOf(view, newcomers)).ifPresent(pid -> make(node, pid));
            } catch (CompletionException closing) {
                LOG.debug("The node is closing", closing);
            }
        }
    }

    private static Optional<Pid> firstOf(NodeView view, List<Pid> newcomers) {
        return view.room(OperatorRoom.class).hasAdmin()
                ? Optional.empty()
                : newcomers.stream()
                        .filter(pid -> takesPart(view.ledger().account(pid)))
                        .findFirst();
    }

    /** Whoever is there; a slice at a time, since many may have been imported whom nobody has claimed. */
    private void lookAtAll() {
        try {
            Slice slice = new Slice(Optional.empty(), 0, false);
            while (slice.first().isEmpty() && !slice.last()) {
                int from = slice.next();
                slice = node.query(view -> slice(view, from));
            }
            slice.first().ifPresent(pid -> make(node, pid));
        } catch (CompletionException closing) {
            LOG.debug("The node is closing", closing);
        }
    }

    private static Slice slice(NodeView view, int from) {
        int end = Math.min(view.ledger().accountCount(), from + ACCOUNTS_AT_ONCE);
        if (view.room(OperatorRoom.class).hasAdmin()) {
            return new Slice(Optional.empty(), end, true);
        }
        for (int number = from; number < end; number++) {
            Account account = view.ledger().account(number);
            if (takesPart(account)) {
                return new Slice(Optional.of(account.pid()), end, true);
            }
        }
        return new Slice(Optional.empty(), end, end == view.ledger().accountCount());
    }

    private static boolean takesPart(@Nullable Account account) {
        return account != null && (account.active() || account.status() == AccountStatus.PENDING);
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
