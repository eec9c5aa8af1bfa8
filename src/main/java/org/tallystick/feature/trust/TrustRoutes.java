package org.tallystick.feature.trust;

import static org.tallystick.ledger.ErrorCode.E003;
import static org.tallystick.ledger.ErrorCode.E004;
import static org.tallystick.ledger.ErrorCode.E005;
import static org.tallystick.ledger.ErrorCode.E008;
import static org.tallystick.ledger.ErrorCode.E011;
import static org.tallystick.ledger.ErrorCode.E012;
import static org.tallystick.ledger.ErrorCode.E013;
import static org.tallystick.ledger.ErrorCode.E015;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.StatementDesk;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.node.Answer;

/** The routes of trust lines (seed 004 §4). */
public final class TrustRoutes {

    private static final String CHAPTER = "Trust lines";
    private static final String ONE = "/trustlines/{id}";
    private static final String ALL = "all";

    private static final Schema POLICY = new Schema.Named(
            "TrustPolicyChange",
            Schema.object(
                    Schema.may("can_be_intermediate", new Schema.OrNull(new Schema.Flag())),
                    Schema.may("auto_clearing", new Schema.OrNull(new Schema.Flag())),
                    Schema.may("daily_limit", new Schema.OrNull(Schemas.AMOUNT)),
                    Schema.may("max_hop_usage", new Schema.OrNull(Schemas.AMOUNT)),
                    Schema.may("blocked_participants", new Schema.OrNull(Schema.list(Schemas.PID, Policy.MAX_BLOCKED))),
                    Schema.may(
                            "allow_holds",
                            new Schema.OrNull(Schema.object(
                                    Schema.need("amount", Schemas.AMOUNT),
                                    Schema.need("days", new Schema.Whole(0, 3650)))))));

    private final StatementDesk statements;
    private final Directory directory;
    private final TrustLines lines;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param statements where statements are submitted
     * @param directory who is who
     */
    public TrustRoutes(Desk desk, StatementDesk statements, Directory directory) {
        this.statements = statements;
        this.directory = directory;
        this.lines = new TrustLines(desk);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(create(), list(), show(), change(), close());
    }

    private Route create() {
        return Route.post("/trustlines", "createTrustLine")
                .about(CHAPTER, "Trust somebody up to a limit.")
                .idempotent()
                .body(Schemas.statement(
                        Schema.need("to", Schemas.PID),
                        Schema.need("equivalent", Schemas.EQUIVALENT),
                        Schema.need("limit", Schemas.AMOUNT),
                        Schema.may("policy", POLICY)))
                .answers(201, TrustLine.SCHEMA)
                .fails(E004, E005, E008, E011, E015)
                .handledBy(call -> {
                    Answer.Committed done = statements.submit(call, "trustline.create");
                    return Reply.made(json(lines.line(call.who().pid(), LineIds.of(done.txId(), 0))))
                            .inBlock(done.height());
                });
    }

    private Route list() {
        return Route.get("/trustlines", "listTrustLines")
                .about(CHAPTER, "The caller's lines, those opened last first; active ones unless asked otherwise.")
                .query("direction", Schema.word("outgoing", "incoming", ALL))
                .query("equivalent", Schemas.EQUIVALENT)
                .query("status", Schema.word("active", "frozen", "closed", ALL))
                .answersPages(TrustLine.SCHEMA)
                .fails(E015)
                .handledBy(this::listed);
    }

    private Reply listed(Call call) throws ApiError, InterruptedException {
        String direction = call.find("direction").orElse(ALL);
        String status = call.find("status").orElse("active");
        TrustLines.Wish wish = new TrustLines.Wish(
                !direction.equals("incoming"),
                !direction.equals("outgoing"),
                call.find("equivalent"),
                status.equals(ALL) ? Optional.empty() : Optional.of(LineStatus.ofWord(status)));
        TrustLines.Found found = lines.list(call.who(), wish, call.page());
        return new Reply.Listed(json(found.lines()), call.page(), found.total());
    }

    private Route show() {
        return Route.get(ONE, "getTrustLine")
                .about(CHAPTER, "A line of the caller's, open or closed.")
                .path("id", Schemas.LINE_ID)
                .answers(200, TrustLine.SCHEMA)
                .fails(E012)
                .handledBy(call -> Reply.ok(json(lines.line(call.who().pid(), id(call)))));
    }

    private Route change() {
        return Route.patch(ONE, "updateTrustLine")
                .about(
                        CHAPTER,
                        "Change limit, policy or whether the line gives new credit; a policy member that is null is taken away.")
                .path("id", Schemas.LINE_ID)
                .idempotent()
                .body(Schemas.statement(
                        Schema.may("limit", Schemas.AMOUNT),
                        Schema.may("policy", POLICY),
                        Schema.may("status", Schema.word("active", "frozen"))))
                .answers(200, TrustLine.SCHEMA)
                .fails(E003, E005, E008, E012)
                .handledBy(call -> {
                    Answer.Committed done = statements.submit(call, "trustline.update");
                    return Reply.ok(json(lines.line(call.who().pid(), id(call))))
                            .inBlock(done.height());
                });
    }

    private Route close() {
        return Route.delete(ONE, "closeTrustLine")
                .about(CHAPTER, "Close a line on which nothing is owed or held, in either direction.")
                .path("id", Schemas.LINE_ID)
                .idempotent()
                .body(Schemas.statement())
                .answersNothing()
                .fails(E005, E008, E012, E013)
                .handledBy(call -> {
                    return new Reply.Nothing()
                            .inBlock(statements.submit(call, "trustline.close").height());
                });
    }

    private static UUID id(Call call) {
        return UUID.fromString(call.need("id"));
    }

    private Json json(TrustLine line) throws ApiError, InterruptedException {
        return json(List.of(line)).getFirst();
    }

    private List<Json> json(List<TrustLine> found) throws ApiError, InterruptedException {
        Set<Integer> accounts = new HashSet<>();
        for (TrustLine line : found) {
            accounts.add(line.from().account());
            accounts.add(line.to().account());
        }
        var names = directory.names(accounts);
        return found.stream().<Json>map(line -> line.json(names)).toList();
    }
}
