package org.tallystick.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/**
 * Operations as the parts of signed history ({@code src/docs/format.md} §6). Writing asks the ledger for the unit of a line;
 * reading needs no ledger, because amounts carry all their decimals.
 */
public final class OperationCodec {

    private OperationCodec() {}

    /**
     * The canonical bytes of an operation's part.
     *
     * @param operation an operation that the ledger has just applied
     * @param ledger knows the units of the lines
     */
    public static byte[] encode(Operation operation, LedgerView ledger) {
        if (operation instanceof Operation.MoveDebt move) {
            return encode(move, unit(ledger, move.line()));
        }
        return CanonicalJson.bytes(toJson(operation, ledger).with("part", Json.of("operation")));
    }

    /** Built by hand because each payment has several; all of it is ASCII and in the order of the keys. */
    private static byte[] encode(Operation.MoveDebt move, Equivalent unit) {
        StringBuilder text = new StringBuilder(160);
        text.append("{\"amount\":\"").append(AmountText.of(move.amountMinor(), unit));
        text.append("\",\"equivalent\":\"").append(unit.code);
        if (move.use() instanceof Operation.DebtUse.Capture capture) {
            text.append("\",\"hold\":\"").append(capture.hold());
            text.append("\",\"leg\":").append(capture.leg()).append(",\"line\":\"");
        } else {
            text.append("\",\"line\":\"");
        }
        text.append(move.line()).append("\",\"op\":\"").append(name(move)).append("\",\"part\":\"operation\"}");
        return text.toString().getBytes(ISO_8859_1);
    }

    private static String name(Operation.MoveDebt move) {
        if (move.use() instanceof Operation.DebtUse.Clearing) {
            return "debt.clear";
        }
        return move.direction() == Direction.OWE ? "debt.owe" : "debt.cancel";
    }

    private static Json.Obj toJson(Operation operation, LedgerView ledger) {
        return switch (operation) {
            case Operation.OpenAccount open -> account("account.open", open.pid(), open.status(), open.key());
            case Operation.ChangeAccount change ->
                account("account.change", change.pid(), change.status(), change.key());
            case Operation.DefineEquivalent define ->
                Json.object()
                        .put("op", "equivalent.define")
                        .put("code", define.code())
                        .put("precision", define.precision())
                        .put("active", define.active())
                        .build();
            case Operation.OpenLine open -> line(open, ledger);
            case Operation.ChangeLine change -> line(change, unit(ledger, change.line()));
            case Operation.CloseLine close ->
                Json.object()
                        .put("op", "line.close")
                        .put("line", close.line().toString())
                        .build();
            case Operation.OpenHold open ->
                Json.object()
                        .put("op", "hold.open")
                        .put("hold", open.hold().toString())
                        .put("owner", open.owner().text())
                        .put("parties", pids(open.parties()))
                        .put("expires_at", open.expiresAtMs())
                        .build();
            case Operation.HoldLeg leg -> leg(leg, unit(ledger, leg.line()));
            case Operation.ReleaseHold release -> release(release, unit(ledger, release.line()));
            case Operation.MoveDebt move -> throw new IllegalArgumentException("A debt has its own way: " + move.use());
        };
    }

    private static Json.Obj account(String name, Pid pid, @Nullable AccountStatus status, @Nullable PublicKey key) {
        Json.Obj json = Json.object().put("op", name).put("pid", pid.text()).build();
        if (status != null) {
            json = json.with("status", Json.of(status.word()));
        }
        return key == null ? json : json.with("key", Json.of(key.text()));
    }

    private static Json.Obj line(Operation.OpenLine open, LedgerView ledger) {
        Equivalent unit = Objects.requireNonNull(ledger.equivalent(open.equivalent()), "A line has a known unit");
        return Json.object()
                .put("op", "line.open")
                .put("line", open.line().toString())
                .put("creditor", open.creditor().text())
                .put("debtor", open.debtor().text())
                .put("equivalent", open.equivalent())
                .put("limit", AmountText.of(open.limitMinor(), unit))
                .put("policy", PolicyCodec.toJson(open.policy(), unit.precision))
                .build();
    }

    private static Json.Obj line(Operation.ChangeLine change, Equivalent unit) {
        Json.Obj json = Json.object()
                .put("op", "line.change")
                .put("line", change.line().toString())
                .build();
        if (change.limitMinor().isPresent()) {
            json = json.with("limit", Json.of(AmountText.of(change.limitMinor().getAsLong(), unit)));
        }
        if (change.policy().isPresent()) {
            json = json.with("policy", PolicyCodec.toJson(change.policy().get(), unit.precision));
        }
        return change.status().isPresent()
                ? json.with("status", Json.of(change.status().get().word()))
                : json;
    }

    private static Json.Obj leg(Operation.HoldLeg leg, Equivalent unit) {
        return Json.object()
                .put("op", "hold.leg")
                .put("hold", leg.hold().toString())
                .put("leg", leg.leg())
                .put("line", leg.line().toString())
                .put("direction", leg.direction().word())
                .put("equivalent", unit.code)
                .put("amount", AmountText.of(leg.amountMinor(), unit))
                .build();
    }

    private static Json.Obj release(Operation.ReleaseHold release, Equivalent unit) {
        return Json.object()
                .put("op", "hold.release")
                .put("hold", release.hold().toString())
                .put("leg", release.leg())
                .put("line", release.line().toString())
                .put("equivalent", unit.code)
                .put("amount", AmountText.of(release.amountMinor(), unit))
                .build();
    }

    private static Json.Arr pids(List<Pid> pids) {
        return Json.of(pids.stream().map(pid -> Json.of(pid.text())).toList());
    }

    private static Equivalent unit(LedgerView ledger, UUID line) {
        return Objects.requireNonNull(ledger.line(line), "An applied operation names a line that is there")
                .equivalent();
    }

    /**
     * Reads the content of an operation's part.
     *
     * @throws MalformedJson when it is none that this version knows
     */
    public static Operation decode(Json.Obj json) throws MalformedJson {
        try {
            return decodeKnown(json);
        } catch (IllegalArgumentException wrongValue) {
            throw new MalformedJson("a value that an operation cannot have", "$.op");
        }
    }

    private static Operation decodeKnown(Json.Obj json) throws MalformedJson {
        require(json.text("part").equals("operation"), "Not the part of an operation");
        return switch (json.text("op")) {
            case "debt.owe" -> debt(json, Direction.OWE);
            case "debt.cancel" -> debt(json, Direction.CANCEL);
            case "debt.clear" ->
                new Operation.MoveDebt(id(json, "line"), Direction.CANCEL, amount(json), Operation.DebtUse.CLEARING);
            case "account.open" ->
                new Operation.OpenAccount(
                        pid(json, "pid"),
                        Objects.requireNonNull(accountStatus(json), "A new account has a status"),
                        key(json));
            case "account.change" -> new Operation.ChangeAccount(pid(json, "pid"), accountStatus(json), key(json));
            case "equivalent.define" ->
                new Operation.DefineEquivalent(
                        json.text("code"), Math.toIntExact(json.number("precision")), json.flag("active"));
            case "line.open" ->
                new Operation.OpenLine(
                        id(json, "line"),
                        pid(json, "creditor"),
                        pid(json, "debtor"),
                        json.text("equivalent"),
                        AmountText.minor(json.text("limit")),
                        PolicyCodec.fromHistory(json.object("policy")));
            case "line.change" -> changeLine(json);
            case "line.close" -> new Operation.CloseLine(id(json, "line"));
            case "hold.open" -> openHold(json);
            case "hold.leg" ->
                new Operation.HoldLeg(
                        id(json, "hold"),
                        Math.toIntExact(json.number("leg")),
                        id(json, "line"),
                        Direction.ofWord(json.text("direction")),
                        amount(json));
            case "hold.release" ->
                new Operation.ReleaseHold(
                        id(json, "hold"), Math.toIntExact(json.number("leg")), id(json, "line"), amount(json));
            default -> throw new MalformedJson("an operation that this version does not know", "$.op");
        };
    }

    private static Operation debt(Json.Obj json, Direction direction) throws MalformedJson {
        Operation.DebtUse use = json.has("hold")
                ? new Operation.DebtUse.Capture(id(json, "hold"), Math.toIntExact(json.number("leg")))
                : Operation.DebtUse.PAYMENT;
        return new Operation.MoveDebt(id(json, "line"), direction, amount(json), use);
    }

    private static Operation changeLine(Json.Obj json) throws MalformedJson {
        OptionalLong limitMinor =
                json.has("limit") ? OptionalLong.of(AmountText.minor(json.text("limit"))) : OptionalLong.empty();
        Optional<Policy> policy =
                json.has("policy") ? Optional.of(PolicyCodec.fromHistory(json.object("policy"))) : Optional.empty();
        Optional<LineStatus> status = json.optionalText("status").map(LineStatus::ofWord);
        return new Operation.ChangeLine(id(json, "line"), limitMinor, policy, status);
    }

    private static Operation openHold(Json.Obj json) throws MalformedJson {
        List<Pid> parties = new ArrayList<>();
        for (Json party : json.array("parties").items()) {
            if (!(party instanceof Json.Str text)) {
                throw new MalformedJson("text is expected", "$.parties");
            }
            parties.add(new Pid(text.value()));
        }
        return new Operation.OpenHold(id(json, "hold"), pid(json, "owner"), parties, json.number("expires_at"));
    }

    private static UUID id(Json.Obj json, String name) throws MalformedJson {
        return UUID.fromString(json.text(name));
    }

    private static Pid pid(Json.Obj json, String name) throws MalformedJson {
        return new Pid(json.text(name));
    }

    private static long amount(Json.Obj json) throws MalformedJson {
        return AmountText.minor(json.text("amount"));
    }

    private static @Nullable AccountStatus accountStatus(Json.Obj json) throws MalformedJson {
        Optional<String> word = json.optionalText("status");
        return word.isPresent() ? AccountStatus.ofWord(word.get()) : null;
    }

    private static @Nullable PublicKey key(Json.Obj json) throws MalformedJson {
        Optional<String> base64 = json.optionalText("key");
        try {
            return base64.isPresent() ? PublicKey.parse(base64.get()) : null;
        } catch (MalformedIdentity noKey) {
            throw new MalformedJson("a key is expected", "$.key");
        }
    }
}
