package org.tallystick.feature.trust;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.base.Json;
import org.tallystick.http.Schema;
import org.tallystick.http.Schemas;
import org.tallystick.http.Wire;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.ledger.PolicyCodec;

/**
 * A trust line as its two parties see it; amounts in minor units of its equivalent.
 *
 * @param id its id
 * @param from who trusts
 * @param to who may owe
 * @param equivalent the code
 * @param precision the equivalent's decimals
 * @param limitMinor the most that may be owed
 * @param usedMinor what is owed
 * @param heldMinor what holds have set aside of the rest
 * @param availableMinor the new credit that limit, debt and holds leave; nothing where the line gives none. A day's limit may leave
 *     less
 * @param policy what the creditor said about its use
 * @param status its state
 * @param createdAtMs block time of its opening
 */
public record TrustLine(
        UUID id,
        Party from,
        Party to,
        String equivalent,
        int precision,
        long limitMinor,
        long usedMinor,
        long heldMinor,
        long availableMinor,
        Policy policy,
        LineStatus status,
        long createdAtMs) {

    /** What an answer says about a policy. */
    static final Schema POLICY = new Schema.Named(
            "TrustPolicy",
            Schema.object(
                    Schema.need("can_be_intermediate", new Schema.Flag()),
                    Schema.may("auto_clearing", new Schema.Flag()),
                    Schema.may("daily_limit", Schemas.AMOUNT),
                    Schema.may("max_hop_usage", Schemas.AMOUNT),
                    Schema.may("blocked_participants", Schema.list(Schemas.PID, Policy.MAX_BLOCKED)),
                    Schema.may(
                            "allow_holds",
                            Schema.object(
                                    Schema.need("amount", Schemas.AMOUNT),
                                    Schema.need("days", new Schema.Whole(0, 3650))))));

    /** What an answer says about a line. */
    static final Schema SCHEMA = new Schema.Named(
            "TrustLine",
            Schema.object(
                    Schema.need("id", Schemas.LINE_ID),
                    Schema.need("from", Schemas.PID),
                    Schema.need("to", Schemas.PID),
                    Schema.may("from_display_name", Schema.text(1, 1024)),
                    Schema.may("to_display_name", Schema.text(1, 1024)),
                    Schema.need("equivalent", Schemas.EQUIVALENT),
                    Schema.need("limit", Schemas.AMOUNT),
                    Schema.need("used", Schemas.AMOUNT),
                    Schema.may("held", Schemas.AMOUNT),
                    Schema.need("available", Schemas.AMOUNT),
                    Schema.need("policy", POLICY),
                    Schema.need("status", Schema.word("active", "frozen", "closed")),
                    Schema.need("created_at", Schemas.TIME)));

    /**
     * An end of a line.
     *
     * @param account its number
     * @param pid its name for life
     */
    public record Party(int account, Pid pid) {}

    /** What the ledger says about a line; on its thread. */
    static TrustLine of(Line line) {
        boolean open = line.status() != LineStatus.CLOSED;
        long usedMinor = line.debtMinor();
        // What is held on this way is first what the creditor owes, which needs no credit.
        long heldMinor = open
                ? Math.max(
                        0,
                        line.pair().heldFromMinor(line.debtor()) - line.pair().owesMinor(line.creditor()))
                : 0;
        long availableMinor =
                line.status() == LineStatus.ACTIVE ? Math.max(0, line.limitMinor() - usedMinor - heldMinor) : 0;
        return new TrustLine(
                line.id(),
                new Party(line.creditor().number(), line.creditor().pid()),
                new Party(line.debtor().number(), line.debtor().pid()),
                line.equivalent().code(),
                line.equivalent().precision(),
                line.limitMinor(),
                usedMinor,
                heldMinor,
                availableMinor,
                line.policy(),
                line.status(),
                line.openedAtMs());
    }

    /** The one shape of a line in answers. */
    Json.Obj json(Map<Integer, String> names) {
        Json.ObjBuilder json = Json.object()
                .put("id", id.toString())
                .put("from", from.pid().text())
                .put("to", to.pid().text())
                .putIfPresent("from_display_name", Optional.ofNullable(names.get(from.account())))
                .putIfPresent("to_display_name", Optional.ofNullable(names.get(to.account())))
                .put("equivalent", equivalent)
                .put("limit", Wire.amount(limitMinor, precision))
                .put("used", Wire.amount(usedMinor, precision));
        if (heldMinor > 0) {
            json.put("held", Wire.amount(heldMinor, precision));
        }
        return json.put("available", Wire.amount(availableMinor, precision))
                .put("policy", PolicyCodec.toJson(policy, precision))
                .put("status", status.word())
                .put("created_at", Wire.time(createdAtMs))
                .build();
    }
}
