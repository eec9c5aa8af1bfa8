package org.tallystick.feature.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.identity.Pid;
import org.tallystick.money.DecimalText;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Proof;

/** Payments as they are answered. Stateless. */
final class PaymentJson {

    /** What is answered about a payment; what the caller may not see, or nobody knows, is left out. */
    record Shown(
            String txId,
            Optional<String> direction,
            Pid from,
            Optional<String> fromName,
            Pid to,
            Optional<String> toName,
            String equivalent,
            int precision,
            long amountMinor,
            Optional<String> description,
            Optional<List<TakenRoutes.Taken>> routes,
            Optional<List<Delivery>> deliveredBy,
            long timestampMs,
            long height) {}

    /** Who handed a payment, or some of it, to its payee. */
    record Delivery(Pid pid, Optional<String> name, long amountMinor) {}

    private PaymentJson() {}

    static Json.Obj payment(Shown shown) {
        String time = time(shown.timestampMs());
        Json.ObjBuilder json = Json.object()
                .put("tx_id", shown.txId())
                .put("status", "COMMITTED")
                .putIfPresent("direction", shown.direction())
                .put("from", shown.from().text())
                .putIfPresent("from_display_name", shown.fromName())
                .put("to", shown.to().text())
                .putIfPresent("to_display_name", shown.toName())
                .put("equivalent", shown.equivalent())
                .put("amount", DecimalText.print(shown.amountMinor(), shown.precision()))
                .putIfPresent("description", shown.description());
        shown.routes().ifPresent(routes -> json.put("routes", routes(routes, shown.precision())));
        shown.deliveredBy().ifPresent(hops -> json.put("delivered_by", deliveries(hops, shown.precision())));
        return json.put("created_at", time)
                .put("committed_at", time)
                .put("height", shown.height())
                .build();
    }

    static Json routes(List<TakenRoutes.Taken> routes, int precision) {
        return Json.of(routes.stream()
                .map(route -> Json.object()
                        .put("path", path(route.people()))
                        .put("amount", DecimalText.print(route.amountMinor(), precision))
                        .build())
                .toList());
    }

    private static Json deliveries(List<Delivery> hops, int precision) {
        return Json.of(hops.stream()
                .map(hop -> Json.object()
                        .put("pid", hop.pid().text())
                        .putIfPresent("display_name", hop.name())
                        .put("amount", DecimalText.print(hop.amountMinor(), precision))
                        .build())
                .toList());
    }

    static Json.Obj receipt(String txId, Proof proof, byte[] blockHash, BlockHeader head) {
        return Json.object()
                .put("tx_id", txId)
                .put("height", proof.header().height())
                .put("block_hash", Hex.encode(blockHash))
                .put("hub", proof.hub().text())
                .put("hub_key", proof.hubKey().text())
                .put("header", proof.header().toJson())
                .put("signature", proof.signature().text())
                .put("proof", proof.toJson())
                .put("head", head(head))
                .build();
    }

    /** The end of the chain as the hub stands by it now. */
    static Json.Obj head(BlockHeader head) {
        return Json.object()
                .put("epoch", head.epoch())
                .put("height", head.height())
                .put("block_hash", Hex.encode(head.hash()))
                .build();
    }

    static Json path(List<Party> people) {
        return Json.of(people.stream().map(one -> Json.of(one.pid().text())).toList());
    }

    /** RFC 3339 in UTC. */
    static String time(long timestampMs) {
        return Instant.ofEpochMilli(timestampMs).toString();
    }
}
