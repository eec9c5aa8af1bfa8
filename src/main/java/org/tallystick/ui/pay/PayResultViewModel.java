package org.tallystick.ui.pay;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.pay.WaySearch.Look;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.ui.words.WayWords;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Wallet;

/** A payment on its way, and what came of it. On the thread of the screens. */
public final class PayResultViewModel {

    /** Where one is. */
    public enum Stage {
        /** Who, how much, what for. */
        FILLING,
        /** It is on its way. */
        PAYING,
        /** It is paid and proven. */
        PAID,
        /** Nobody knows. */
        PENDING,
        /** It was not paid, or not proven. */
        REFUSED
    }

    private final Wallet wallet;
    private final Person me;
    private final Background background;
    private final Messages messages;
    private final Times times;
    private final PayWords words;
    private final WayWords wayWords;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.FILLING);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper proof = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable RouteMap> taken = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper proven = new ReadOnlyBooleanWrapper();
    private long endedAtMs;
    private String paidTxId = "";

    PayResultViewModel(
            Wallet wallet,
            Person me,
            Background background,
            Messages messages,
            Times times,
            PayWords words,
            WayWords wayWords) {
        this.wallet = wallet;
        this.me = me;
        this.background = background;
        this.messages = messages;
        this.times = times;
        this.words = words;
        this.wayWords = wayWords;
    }

    /** Pays; the stage says how it goes. */
    void pay(Look look, WaySearch ways, Optional<String> note) {
        paidTxId = "";
        proven.set(false);
        stage.set(Stage.PAYING);
        background.run(
                () -> wallet.pay(look.payee().pid(), look.unit(), look.amountMinor(), note, ways.constraints()),
                result -> finished(result, look),
                // It may have been written down and sent before; saying that it was not would make people pay twice.
                thrown -> end(Stage.PENDING, "pay.pending", messages.text("pay.unsure"), ""));
    }

    /**
     * Writes the payment down for when the hub is back; where it is back by now, it goes at once. Until something of it was sent
     * it can be taken back.
     */
    void prepare(Look look, WaySearch ways, Optional<String> note) {
        paidTxId = "";
        proven.set(false);
        stage.set(Stage.PAYING);
        background.run(
                () -> {
                    PaymentResult written = wallet.prepare(
                            look.payee().pid(), look.unit(), look.amountMinor(), note, ways.constraints());
                    return wallet.sendWaiting().stream()
                            .filter(result -> result.txId().equals(written.txId()))
                            .findFirst()
                            .orElse(written);
                },
                result -> finished(result, look),
                thrown -> end(Stage.PENDING, "pay.pending", messages.text("pay.unsure"), ""));
    }

    private void finished(PaymentResult result, Look look) {
        String name = Names.of(look.payee());
        String figure = Figures.plain(look.amountMinor(), look.unit().precision()) + " "
                + look.unit().code();
        switch (result) {
            case PaymentResult.Paid paid -> {
                proven.set(true);
                end(
                        Stage.PAID,
                        "pay.paid",
                        messages.text("pay.paid.sentence", name, figure),
                        messages.text("pay.paid.proof", Figures.count(paid.height())));
                paidTxId = paid.txId();
                showWays(paid.height(), paid.txId(), look);
            }
            case PaymentResult.SaidPaid said -> {
                end(
                        Stage.PAID,
                        "pay.paid",
                        messages.text("pay.paid.sentence", name, figure),
                        messages.text("pay.paid.said"));
                paidTxId = said.txId();
                showWays(0, said.txId(), look);
            }
            case PaymentResult.Refused refused ->
                end(
                        Stage.REFUSED,
                        "pay.refused",
                        words.refusal(refused.code(), refused.details(), look.unit(), look.payee()),
                        "");
            case PaymentResult.Pending pending
            when pending.why() == PaymentResult.Why.WAITS ->
                end(Stage.PENDING, "pay.waits", messages.text("pay.waits.text", name, figure), "");
            case PaymentResult.Pending _ ->
                end(Stage.PENDING, "pay.pending", messages.text("pay.pending.text", name, figure), "");
            case PaymentResult.Suspect _ -> end(Stage.REFUSED, "pay.suspect", messages.text("pay.suspect.text"), "");
        }
    }

    /** What was confirmed was a proposal; somebody may have paid in between. */
    private void showWays(long height, String txId, Look look) {
        background.run(
                () -> wallet.hub().ways(wallet.me(), height, txId),
                ways -> showWays(ways, look),
                // It is paid all the same; which ways it took can be seen in activity.
                thrown -> taken.set(null));
    }

    private void showWays(List<Routes.Way> ways, Look look) {
        if (stage.get() == Stage.PAID && !ways.isEmpty()) {
            taken.set(wayWords.map(me, look.payee(), look.amountMinor(), look.unit(), ways));
        }
    }

    private void end(Stage how, String titleKey, String said, String proof) {
        endedAtMs = times.nowMs();
        title.set(messages.text(titleKey, times.timeToTheSecond(endedAtMs)));
        text.set(said);
        this.proof.set(proof);
        stage.set(how);
    }

    /** Goes back to the form; after a refusal it keeps what was typed. */
    public void leave() {
        taken.set(null);
        stage.set(Stage.FILLING);
    }

    /** Where one is. */
    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /** What came of it, in two words. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** What came of it, and what would help. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** What proves it; empty for nothing. */
    public ReadOnlyStringProperty proofProperty() {
        return proof.getReadOnlyProperty();
    }

    /** The ways that the payment really took, or null while they are not known. */
    public ReadOnlyObjectProperty<@Nullable RouteMap> takenProperty() {
        return taken.getReadOnlyProperty();
    }

    /** The id of what was paid last; empty for nothing. */
    public String paidTxId() {
        return paidTxId;
    }

    /** Whether that it is paid was proved here; else the hub says so. */
    public ReadOnlyBooleanProperty provenProperty() {
        return proven.getReadOnlyProperty();
    }

    /** The second of the minute in which it ended. */
    public int second() {
        return (int) Math.floorMod(endedAtMs / 1_000, 60L);
    }
}
