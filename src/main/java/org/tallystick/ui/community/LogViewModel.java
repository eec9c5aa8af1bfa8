package org.tallystick.ui.community;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnHub.AuditEntries;
import org.tallystick.wallet.OwnHub.AuditEntry;

/** Who governed the hub and how, page by page as one scrolls. On the thread of the screens. */
public final class LogViewModel {

    private static final int PAGE = 100;

    /**
     * An act.
     *
     * @param when short, as in a table
     * @param whole day and time to the second
     * @param sentence who did what to whom
     */
    public record Row(String when, String whole, Sentence sentence) {

        /** As it is read aloud. */
        public String spoken() {
            return whole + ": " + sentence.text();
        }
    }

    private final OwnHub hub;
    private final Times times;
    private final CommunityWords words;
    private final Background background;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyObjectWrapper<Availability> state = new ReadOnlyObjectWrapper<>(Availability.LOADING);
    private long total;
    private boolean fetching;
    private long generation;
    private @Nullable Scope scope;
    private @Nullable Latest lists;

    LogViewModel(OwnHub hub, Times times, CommunityWords words, Background background) {
        this.hub = hub;
        this.times = times;
        this.words = words;
        this.background = background;
    }

    /** Loads. */
    public void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        lists = new Latest(shown);
        load();
    }

    /** Stops. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        scope = null;
        lists = null;
    }

    /** Something was done: the first page is read again; further down what one reads stays. */
    void news() {
        if (rows.size() <= PAGE) {
            load();
        }
    }

    /** Asks again, when the hub did not answer. */
    public void retry() {
        load();
    }

    private void load() {
        Latest asked = lists;
        if (asked != null) {
            generation++;
            fetching = false;
            asked.run(
                    () -> hub.audit(0, PAGE),
                    this::showFirst,
                    thrown -> state.set(state.get().withoutAnswer()));
        }
    }

    private void showFirst(AuditEntries page) {
        rows.setAll(page.entries().stream().map(this::row).toList());
        total = page.total();
        state.set(rows.isEmpty() ? Availability.EMPTY : Availability.READY);
    }

    private Row row(AuditEntry entry) {
        String day = times.brief(entry.atMs());
        String time = times.time(entry.atMs());
        return new Row(day.equals(time) ? time : day + ", " + time, times.whole(entry.atMs()), words.log(entry));
    }

    /** Loads another page, if there is one; called when the end of the list comes near. */
    public void more() {
        Scope shown = scope;
        if (shown == null || fetching || rows.size() >= total) {
            return;
        }
        fetching = true;
        long asked = generation;
        int from = rows.size();
        shown.run(
                () -> hub.audit(from, PAGE),
                page -> {
                    if (asked == generation) {
                        fetching = false;
                        total = page.entries().isEmpty() ? rows.size() : page.total();
                        rows.addAll(page.entries().stream().map(this::row).toList());
                    }
                },
                thrown -> fetching = fetching && asked != generation);
    }

    /** The acts, the latest first. */
    public ObservableList<Row> rows() {
        return shownRows;
    }

    /** What there is to show. */
    public ReadOnlyObjectProperty<Availability> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
