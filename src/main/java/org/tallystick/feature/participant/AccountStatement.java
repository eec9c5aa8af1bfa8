package org.tallystick.feature.participant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.feature.trust.UnitTotals;
import org.tallystick.http.Wire;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.node.NodeView;

/**
 * What a hub says about an account at a height, for its owner to keep: with its signature it is one of the two things that cannot
 * both be true when a hub changes its history (design §5; {@code src/docs/format.md} §12).
 *
 * @param pid whose
 * @param seq how many transactions have touched the account
 * @param head the running hash of them, in hex
 * @param balances the net in each equivalent with neighbours, with all decimals, by code
 * @param height of the last forced block
 * @param blockHash its hash in hex
 * @param timestampMs its time
 */
public record AccountStatement(
        Pid pid, long seq, String head, Map<String, String> balances, long height, String blockHash, long timestampMs) {

    /** What it is signed for. */
    public static final String ACTION = "hub.statement";

    /** Keeps an unmodifiable copy. */
    public AccountStatement {
        balances = Collections.unmodifiableMap(new LinkedHashMap<>(balances));
    }

    /** On the ledger thread. */
    static AccountStatement of(Account account, NodeView view) {
        Map<String, String> balances = new LinkedHashMap<>();
        List<UnitTotals> units = UnitTotals.of(account, view.ledger());
        units.forEach(unit -> balances.put(unit.equivalent(), Wire.amount(unit.netMinor(), unit.precision())));
        return new AccountStatement(
                account.pid(),
                account.seq(),
                Hex.encode(account.head()),
                balances,
                view.tip().height(),
                Hex.encode(view.tip().hash()),
                view.tip().timestampMs());
    }

    /** The members, without what it is signed for and the signature. */
    public Json.Obj json(Pid hub) {
        Json.ObjBuilder nets = Json.object();
        balances.forEach(nets::put);
        return Json.object()
                .put("hub", hub.text())
                .put("pid", pid.text())
                .put("seq", seq)
                .put("head", head)
                .put("balances", nets.build())
                .put("height", height)
                .put("block_hash", blockHash)
                .put("at", Wire.time(timestampMs))
                .build();
    }

    /** The bytes that the hub signs. */
    public byte[] message(Pid hub) {
        return CanonicalJson.bytes(json(hub).with("action", Json.of(ACTION)));
    }
}
