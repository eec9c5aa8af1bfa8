package org.tallystick.feature.clearing;

import java.util.Arrays;
import java.util.List;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.StatementDesk;
import org.tallystick.http.Wire;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;

/** The routes of clearing: circles through the caller, clearing now, and proposals with their answers. Any thread. */
public final class ClearingRoutes {

    private static final String CHAPTER = "Clearing";
    private static final int USUAL_DEPTH = 6;
    private static final Schema DEPTH = new Schema.Whole(Circle.MIN_HOPS, Circle.MAX_HOPS);
    private static final Schema EDGES = Schema.list(
            new Schema.Named(
                    "CircleDebt",
                    Schema.object(
                            Schema.need("trust_line_id", Schemas.LINE_ID),
                            Schema.need("debtor", Schemas.PID),
                            Schema.need("creditor", Schemas.PID),
                            Schema.need("amount", Schemas.AMOUNT),
                            Schema.need("asks", new Schema.Flag()))),
            Circle.MAX_HOPS);
    private static final Schema CIRCLES = new Schema.Named(
            "Circles",
            Schema.object(
                    Schema.need(
                            "cycles",
                            Schema.list(
                                    new Schema.Named(
                                            "ClearableCircle",
                                            Schema.object(
                                                    Schema.need("equivalent", Schemas.EQUIVALENT),
                                                    Schema.need("amount", Schemas.AMOUNT),
                                                    Schema.need("length", new Schema.Whole(2, Circle.MAX_HOPS)),
                                                    Schema.need("needs_consent", new Schema.Flag()),
                                                    Schema.need("debts", EDGES))),
                                    ClearingService.MAX_CIRCLES)),
                    Schema.need("complete", new Schema.Flag())));
    private static final Schema CLEARED = new Schema.Named(
            "Cleared",
            Schema.object(
                    Schema.need("equivalent", Schemas.EQUIVALENT),
                    Schema.need("cleared_cycles", Schemas.COUNT),
                    Schema.need("dropped", Schemas.COUNT),
                    Schema.need("proposed", Schemas.COUNT),
                    Schema.need("complete", new Schema.Flag())));
    private static final Schema STATE = Schema.word(
            Arrays.stream(ProposalState.values()).map(ProposalState::word).toArray(String[]::new));
    private static final Schema PROPOSAL = new Schema.Named(
            "ClearingProposal",
            Schema.object(
                    Schema.need("id", Schemas.HASH),
                    Schema.need("equivalent", Schemas.EQUIVALENT),
                    Schema.need("amount", Schemas.AMOUNT),
                    Schema.need("length", new Schema.Whole(2, Circle.MAX_HOPS)),
                    Schema.need("state", STATE),
                    Schema.need("created_at", Schemas.TIME),
                    Schema.need("expires_at", Schemas.TIME),
                    Schema.may("ended_at", Schemas.TIME),
                    Schema.need("asked", Schemas.COUNT),
                    Schema.need("accepted", Schemas.COUNT),
                    Schema.need("asks_me", new Schema.Flag()),
                    Schema.need("accepted_by_me", new Schema.Flag()),
                    Schema.need("debts", EDGES)));

    private final StatementDesk statements;
    private final ClearingService service;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param statements where statements are submitted
     * @param randomness for ids of what the hub does
     */
    public ClearingRoutes(Desk desk, StatementDesk statements, Randomness randomness) {
        this.statements = statements;
        this.service = new ClearingService(desk, randomness);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(
                Route.get("/clearing/cycles", "listCycles")
                        .about(CHAPTER, "Circles of debts that could be cleared now, of which the caller is a member")
                        .needsQuery("equivalent", Schemas.EQUIVALENT)
                        .query("max_depth", DEPTH)
                        .answers(200, CIRCLES)
                        .fails(ErrorCode.E015)
                        .handledBy(this::cycles),
                Route.post("/clearing/auto", "clearNow")
                        .about(CHAPTER, "Clears what can be cleared without asking, and proposes the rest")
                        .needsQuery("equivalent", Schemas.EQUIVALENT)
                        .query("max_depth", DEPTH)
                        .answers(200, CLEARED)
                        .fails(ErrorCode.E015, ErrorCode.E019)
                        .handledBy(this::clear),
                Route.get("/clearing/proposals", "listProposals")
                        .about(CHAPTER, "Proposals to clear a circle of which the caller is a member, the latest first")
                        .query("state", STATE)
                        .answersPages(PROPOSAL)
                        .handledBy(this::proposals),
                answer(
                        "accept",
                        "acceptProposal",
                        "Agrees to a proposal; the last one who has to agree clears the circle"),
                answer("reject", "rejectProposal", "Says no to a proposal, which ends it"));
    }

    private Route answer(String verb, String name, String sentence) {
        return Route.post("/clearing/proposals/{id}/" + verb, name)
                .about(CHAPTER, sentence)
                .path("id", Schemas.HASH)
                .body(Schemas.statement())
                .idempotent()
                .answers(200, PROPOSAL)
                .fails(ErrorCode.E005, ErrorCode.E008, ErrorCode.E015, ErrorCode.E017, ErrorCode.E019)
                .handledBy(call -> {
                    Answer.Committed done = statements.submit(call, "clearing." + verb);
                    return Reply.ok(json(service.proposal(call.who(), call.need("id"))))
                            .inBlock(done.height());
                });
    }

    private Reply cycles(Call call) throws ApiError {
        ClearingService.Circles found = service.cycles(
                call.who(), call.need("equivalent"), call.whole("max_depth", USUAL_DEPTH), ClearingService.MAX_CIRCLES);
        return Reply.ok(Json.object()
                .put(
                        "cycles",
                        Json.of(found.circles().stream()
                                .map(ClearingRoutes::json)
                                .toList()))
                .put("complete", found.complete())
                .build());
    }

    private Reply clear(Call call) throws ApiError {
        String equivalent = call.need("equivalent");
        ClearingService.Cleared cleared = service.clear(equivalent, call.whole("max_depth", USUAL_DEPTH));
        return Reply.ok(Json.object()
                .put("equivalent", equivalent)
                .put("cleared_cycles", cleared.cleared())
                .put("dropped", cleared.dropped())
                .put("proposed", cleared.proposed())
                .put("complete", cleared.complete())
                .build());
    }

    private Reply proposals(Call call) throws ApiError {
        Page page = call.page();
        ClearingService.Found found =
                service.proposals(call.who(), call.find("state").flatMap(ProposalState::of), page);
        return new Reply.Listed(
                found.proposals().stream().<Json>map(ClearingRoutes::json).toList(), page, found.total());
    }

    private static Json.Obj json(ClearableCircle circle) {
        return Json.object()
                .put("equivalent", circle.equivalent())
                .put("amount", Wire.amount(circle.amountMinor(), circle.precision()))
                .put("length", circle.hops())
                .put("needs_consent", circle.needsConsent())
                .put("debts", json(circle.edges(), circle.precision()))
                .build();
    }

    private static Json.Obj json(ClearingProposal proposal) {
        Json.ObjBuilder json = Json.object()
                .put("id", proposal.id())
                .put("equivalent", proposal.equivalent())
                .put("amount", Wire.amount(proposal.amountMinor(), proposal.precision()))
                .put("length", proposal.hops())
                .put("state", proposal.state().word())
                .put("created_at", Wire.time(proposal.proposedAtMs()))
                .put("expires_at", Wire.time(proposal.expiresAtMs()));
        proposal.endedAtMs().ifPresent(ms -> json.put("ended_at", Wire.time(ms)));
        return json.put("asked", proposal.asked())
                .put("accepted", proposal.accepted())
                .put("asks_me", proposal.asksCaller())
                .put("accepted_by_me", proposal.callerAccepted())
                .put("debts", json(proposal.edges(), proposal.precision()))
                .build();
    }

    private static Json json(List<ClearableCircle.Edge> edges, int precision) {
        return Json.of(edges.stream()
                .map(edge -> Json.object()
                        .put("trust_line_id", edge.line().toString())
                        .put("debtor", edge.debtor().text())
                        .put("creditor", edge.creditor().text())
                        .put("amount", Wire.amount(edge.debtMinor(), precision))
                        .put("asks", edge.asks())
                        .build())
                .toList());
    }
}
