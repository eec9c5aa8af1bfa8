package org.tallystick.cli;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.Rooms;
import org.tallystick.base.Json;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.wallet.Routes;

/** Makes a sentence of a refused payment: what stands against it, and what would help. */
final class RefusalSentence {

    private final PaymentOptions asked;
    private final PaymentWish wish;

    RefusalSentence(PaymentOptions asked, PaymentWish wish) {
        this.asked = asked;
        this.wish = wish;
    }

    /** The failure of a payment for which there is no way, or not for so much. */
    CommandFailure failure(Routes.TooLittle little) {
        Refusal none = Refusal.of(ErrorCode.E001, "requested", text(wish.amountMinor()));
        Refusal refusal = little.atLeastMinor() == 0
                ? none
                : new Refusal(ErrorCode.E002, none.details()).with("available", text(little.atLeastMinor()));
        return failure(refusal, little.outOfReachMinor());
    }

    /**
     * The failure that the command ends with.
     *
     * @param outOfReachMinor what could flow without a bound on hops and paths
     */
    CommandFailure failure(Refusal refusal, long outOfReachMinor) {
        Json.ObjBuilder details = Json.object();
        refusal.details().forEach(details::put);
        Json.Obj facts = Json.object()
                .put(
                        "refused",
                        Json.object()
                                .put("code", refusal.code().name())
                                .put("details", details.build())
                                .build())
                .build();
        return CommandFailure.refused(sentence(refusal, outOfReachMinor), facts);
    }

    private String sentence(Refusal refusal, long outOfReachMinor) {
        Map<String, String> details = refusal.details();
        return switch (refusal.code()) {
            case E001, E002 -> noWay(refusal, outOfReachMinor);
            case E004 -> Messages.text("refused.payee", asked.to());
            case E006 ->
                Messages.text(
                        "erased".equals(details.get("reason")) ? "refused.erased" : "refused.payer", asked.from());
            case E007 -> Messages.text(details.containsKey("field") ? "refused.late" : "refused.work");
            case E008 -> Messages.text("refused.id", details.getOrDefault("tx_id", ""));
            case E009 ->
                "amount".equals(details.get("field"))
                        ? Messages.text("refused.amount", asked.amount(), asked.equivalent(), precision())
                        : Messages.text("refused.field", details.getOrDefault("field", ""));
            case E015 -> Messages.text("refused.equivalent", asked.equivalent());
            case E020 -> readOnly(details.getOrDefault("reason", ""));
            default -> Messages.text("refused.other", refusal.code(), details);
        };
    }

    private String noWay(Refusal refusal, long outOfReachMinor) {
        String available = refusal.details().get("available");
        String what = available == null
                ? Messages.text("refused.noWay", asked.from(), asked.to(), asked.equivalent())
                : Messages.text("refused.tooLittle", available, asked.equivalent(), asked.from(), asked.to());
        return what
                + Messages.text(
                        help(outOfReachMinor, minor(available)),
                        asked.to(),
                        asked.from(),
                        asked.equivalent(),
                        requireNonNullElse(available, ""),
                        text(outOfReachMinor));
    }

    private int precision() {
        return wish.unit().precision();
    }

    private String text(long minor) {
        return DecimalText.print(minor, precision());
    }

    private long minor(@Nullable String amount) {
        return amount != null && DecimalText.parse(amount, precision()) instanceof ParsedAmount.Ok parsed
                ? parsed.amountMinor()
                : 0;
    }

    private String help(long outOfReachMinor, long availableMinor) {
        boolean fewer = wish.constraints().maxHops() < Rooms.PAYMENT_LIMITS.maxHops()
                || wish.constraints().maxPaths() < Rooms.PAYMENT_LIMITS.maxPaths();
        if (fewer && outOfReachMinor > availableMinor) {
            return "refused.help.bounds";
        }
        if (!wish.constraints().avoid().isEmpty()) {
            return "refused.help.avoid";
        }
        return outOfReachMinor > availableMinor ? "refused.help.closer" : "refused.help.line";
    }

    /** Why a node takes nothing now, and what would help. */
    static String readOnly(String reason) {
        return switch (reason) {
            case "clock_behind", "clock_jumped", "clock_far_ahead" -> Messages.text("refused." + reason);
            case "disk_full" -> Messages.text("refused.diskFull");
            default -> Messages.text("refused.readOnly", reason);
        };
    }
}
