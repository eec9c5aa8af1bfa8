package org.tallystick.ui.hubs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Rows;
import org.tallystick.ui.words.IntentWords;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.OwnerEntry;
import org.tallystick.wallet.Wallet;

/** Payments to one hub whose outcome nobody knows yet. On the thread of the screens. */
public final class OutboxViewModel {

    /**
     * A payment on its way.
     *
     * @param txId its id
     * @param what amount and to whom
     * @param until when it was sent, and what becomes of it
     * @param waits whether nothing of it was sent yet, so that it can be taken back
     */
    public record Row(String txId, String what, String until, boolean waits) {}

    private final Hubs hubs;
    private final Wallet wallet;
    private final Background background;
    private final Messages messages;
    private final IntentWords words;
    private final Times times;
    private final Rows<Row> rows = new Rows<>();
    private final ReadOnlyBooleanWrapper canAsk = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private boolean active;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Map<String, String> names = new HashMap<>();
    private final Latest namings;
    private @Nullable Pid hub;
    private boolean asking;

    OutboxViewModel(Hubs hubs, Wallet wallet, Background background, Messages messages, Times times) {
        this.hubs = hubs;
        this.wallet = wallet;
        this.background = background;
        this.messages = messages;
        this.words = new IntentWords(messages);
        this.times = times;
        this.namings = new Latest(background);
    }

    /** One journal holds what is on its way to all hubs; only the wallet of a hub can ask it. */
    void show(Pid shown, boolean isActive) {
        if (!shown.equals(hub)) {
            problem.set("");
        }
        hub = shown;
        active = isActive;
        look();
        if (active && !rows().isEmpty()) {
            name();
        }
    }

    /** Only the hub that is shown says what its people are called; the others are known by their PIDs. */
    private void name() {
        List<Pid> unnamed = intents()
                .flatMap(intent -> IntentWords.payee(intent).stream())
                .filter(pid -> !names.containsKey(pid.text()))
                .distinct()
                .toList();
        if (unnamed.isEmpty()) {
            return;
        }
        namings.run(
                () -> {
                    Map<String, String> found = new HashMap<>();
                    for (Pid pid : unnamed) {
                        wallet.hub().person(pid).ifPresent(card -> found.put(pid.text(), Names.of(card)));
                    }
                    return found;
                },
                found -> {
                    names.putAll(found);
                    look();
                },
                thrown -> {});
    }

    private Stream<OwnerEntry.OutboxIntent> intents() {
        Pid shown = hub;
        return wallet.state().outbox().stream().filter(intent -> intent.hub().equals(shown));
    }

    /** Of what was never sent there is nothing to ask, and it is not on its way. */
    private void look() {
        rows.set(intents().map(this::row).toList());
        boolean sent = rows().stream().anyMatch(row -> !row.waits());
        canAsk.set(active && sent);
        title.set(rows().isEmpty() ? "" : messages.text(sent ? "hubs.outbox" : "hubs.outbox.waiting"));
    }

    private Row row(OwnerEntry.OutboxIntent intent) {
        String what = words.what(intent, to -> names.getOrDefault(to.text(), Names.brief(to)));
        boolean waits = wallet.state().isWaiting(intent.txId());
        boolean ends = intent.validUntilMs() != OwnerEntry.FOR_EVER;
        String key = (waits ? "hubs.outbox.waits" : "hubs.outbox.sent") + (ends ? ".until" : "");
        return new Row(
                intent.txId(),
                what,
                messages.text(key, times.brief(intent.atMs()), times.brief(ends ? intent.validUntilMs() : 0)),
                waits);
    }

    /** Asks the hub what became of each. */
    public void ask() {
        if (asking || !canAsk.get()) {
            return;
        }
        asking = true;
        problem.set("");
        background.run(
                wallet::sendWaiting,
                results -> {
                    asking = false;
                    look();
                    problem.set(rows().isEmpty() ? "" : messages.text("hubs.outbox.still"));
                },
                thrown -> {
                    asking = false;
                    problem.set(messages.text("hubs.outbox.failed"));
                });
    }

    /** Takes a payment back of which nothing was sent, at the wallet of its own hub, which is the one that would send it. */
    public void withdraw(Row row) {
        Pid shown = hub;
        if (shown == null) {
            return;
        }
        background.run(
                () -> hubs.withdraw(shown, row.txId()),
                taken -> {
                    look();
                    problem.set(messages.text(taken ? "hubs.outbox.withdrawn" : "hubs.outbox.tooLate"));
                },
                thrown -> problem.set(messages.text("hubs.outbox.failed")));
    }

    /** What is on its way, oldest first. */
    public ObservableList<Row> rows() {
        return rows.shown();
    }

    /** What all of it is; empty where there is nothing. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Whether there is something to ask, and the hub can be asked from here: it is the one that is shown. */
    public ReadOnlyBooleanProperty canAskProperty() {
        return canAsk.getReadOnlyProperty();
    }

    /** What came of asking; empty for nothing to say. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
