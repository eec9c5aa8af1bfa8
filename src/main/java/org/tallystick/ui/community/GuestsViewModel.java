package org.tallystick.ui.community;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Rows;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.PersonCard;

/** Who waits for approval and who is connected just now, the first few by name. On the thread of the screens. */
public final class GuestsViewModel {

    /** As many as fit beside the rest; who is approved makes room for the next. */
    private static final int NAMED = 10;

    /**
     * Somebody in a short list.
     *
     * @param pid theirs
     * @param person as they are drawn
     * @param caption what to know about them
     * @param mayDecide whether the owner can approve them
     */
    public record Row(Pid pid, Person person, String caption, boolean mayDecide) {}

    private final Messages messages;
    private final Times times;
    private final BiConsumer<AdminAct, String> act;
    private final Rows<Row> waiting = new Rows<>();
    private final Rows<Row> connected = new Rows<>();
    private final ReadOnlyStringWrapper moreWaiting = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper moreConnected = new ReadOnlyStringWrapper("");

    /**
     * Nobody yet.
     *
     * @param act does something, and says the sentence once it is done
     */
    GuestsViewModel(Messages messages, Times times, BiConsumer<AdminAct, String> act) {
        this.messages = messages;
        this.times = times;
        this.act = act;
    }

    void show(OwnHub.Snapshot now) {
        waiting.set(first(now.waiting(), one -> row(one.person(), asked(one.sinceMs()), now.governs())));
        connected.set(first(
                now.connected(),
                one -> row(
                        one.person(), messages.text("community.connected.since", times.brief(one.sinceMs())), false)));
        moreWaiting.set(more(now.figures().waiting() - waiting().size()));
        moreConnected.set(more(now.figures().connected() - connected().size()));
    }

    private static <T> List<Row> first(List<T> all, Function<T, Row> row) {
        return all.stream().limit(NAMED).map(row).toList();
    }

    private static Row row(PersonCard card, String caption, boolean mayDecide) {
        return new Row(card.pid(), Names.person(card), caption, mayDecide);
    }

    private String asked(long sinceMs) {
        return sinceMs == 0 ? "" : messages.text("community.waiting.since", times.brief(sinceMs));
    }

    private String more(int count) {
        return count <= 0 ? "" : messages.text("community.more", Figures.count(count));
    }

    /** Lets somebody take part who waits. */
    public void approve(Row row) {
        act.accept(
                new AdminAct.Standing(row.pid(), AdminAct.Step.APPROVE),
                messages.text("community.done.APPROVE", row.person().shown()));
    }

    /** Who waits. */
    public ObservableList<Row> waiting() {
        return waiting.shown();
    }

    /** Who is connected. */
    public ObservableList<Row> connected() {
        return connected.shown();
    }

    /** That more wait than are named; empty when all are. */
    public ReadOnlyStringProperty moreWaitingProperty() {
        return moreWaiting.getReadOnlyProperty();
    }

    /** That more are connected than are named; empty when all are. */
    public ReadOnlyStringProperty moreConnectedProperty() {
        return moreConnected.getReadOnlyProperty();
    }
}
