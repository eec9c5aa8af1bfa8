package org.tallystick.feature.trust;

import static org.tallystick.ledger.ErrorCode.E015;

import java.util.List;
import org.tallystick.base.Json;
import org.tallystick.http.Desk;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.Wire;
import org.tallystick.identity.Pid;
import org.tallystick.money.DecimalText;

/** The routes of equivalents (API map; a token of seed 003). */
public final class EquivalentRoutes {

    private static final String CHAPTER = "Equivalents";

    private static final Schema.Obj UNIT = Schema.object(
            Schema.need("code", Schemas.EQUIVALENT),
            Schema.need("precision", new Schema.Whole(0, 8)),
            Schema.need("active", new Schema.Flag()));

    private static final Schema EQUIVALENT = new Schema.Named("Equivalent", UNIT);

    private static final Schema TOKEN = new Schema.Named(
            "Token",
            UNIT.and(
                    Schema.need("issuer", Schemas.PID),
                    Schema.need("supply", Schemas.NET),
                    Schema.need("holders", Schemas.COUNT),
                    Schema.need("debtors", Schemas.COUNT),
                    Schema.need("lines", Schemas.COUNT),
                    Schema.need("height", Schemas.COUNT),
                    Schema.need("at", Schemas.TIME)));

    private final Pid hub;
    private final Tokens tokens;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     */
    public EquivalentRoutes(Desk desk) {
        this.hub = desk.node().hub();
        this.tokens = new Tokens(desk);
    }

    /** All of them. */
    public List<Route> all() {
        return List.of(list(), token());
    }

    private Route list() {
        return Route.get("/equivalents", "listEquivalents")
                .about(CHAPTER, "What people owe each other in here; in one out of use no new line may be opened.")
                .answersPages(EQUIVALENT)
                .handledBy(call -> Reply.page(
                        tokens.all().stream().map(unit -> unit(unit).build()).toList(), call.page()));
    }

    private static Json.ObjBuilder unit(Tokens.Unit unit) {
        return Json.object()
                .put("code", unit.code())
                .put("precision", unit.precision())
                .put("active", unit.active());
    }

    private Route token() {
        return Route.get("/tokens/{code}", "getToken")
                .about(CHAPTER, "An equivalent with the sum of all debts in it and how many hold them.")
                .path("code", Schemas.EQUIVALENT)
                .answers(200, TOKEN)
                .fails(E015)
                .handledBy(call -> Reply.ok(json(tokens.token(call.need("code")))));
    }

    private Json json(Tokens.Token token) {
        return unit(token.unit())
                .put("issuer", hub.text())
                .put(
                        "supply",
                        DecimalText.print(token.supplyMinor(), token.unit().precision()))
                .put("holders", token.holders())
                .put("debtors", token.debtors())
                .put("lines", token.lines())
                .put("height", token.height())
                .put("at", Wire.time(token.atMs()))
                .build();
    }
}
