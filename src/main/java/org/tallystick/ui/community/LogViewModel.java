package org.tallystick.ui.community;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Pages;
import org.tallystick.ui.fx.Rows;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.HubUnreachable;
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
    private final Rows<Row> rows = new Rows<>();
    private final ReadOnlyObjectWrapper<Availability> state = new ReadOnlyObjectWrapper<>(Availability.LOADING);
    private @Nullable Scope scope;
    private @Nullable Pages<AuditEntry> pages;

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
        pages = new Pages<>(shown);
        load();
    }

    /** Stops. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        scope = null;
        pages = null;
    }

    /** Something was done: the first page is read again; further down what one reads stays. */
    void news() {
        if (rows().size() <= PAGE) {
            load();
        }
    }

    /** Asks again, when the hub did not answer. */
    public void retry() {
        load();
    }

    private void load() {
        Pages<AuditEntry> asked = pages;
        if (asked != null) {
            asked.first(
                    this::read, this::showFirst, thrown -> state.set(state.get().withoutAnswer()));
        }
    }

    private Pages.Page<AuditEntry> read(long from) throws HubUnreachable {
        AuditEntries page = hub.audit(from, PAGE);
        return new Pages.Page<>(page.entries(), page.total());
    }

    private void showFirst(Pages.Page<AuditEntry> page) {
        rows.set(rowsOf(page));
        state.set(rows().isEmpty() ? Availability.EMPTY : Availability.READY);
    }

    private List<Row> rowsOf(Pages.Page<AuditEntry> page) {
        return page.entries().stream().map(this::row).toList();
    }

    private Row row(AuditEntry entry) {
        String day = times.brief(entry.atMs());
        String time = times.time(entry.atMs());
        return new Row(day.equals(time) ? time : day + ", " + time, times.whole(entry.atMs()), words.log(entry));
    }

    /** Loads another page, if there is one; called when the end of the list comes near. */
    public void more() {
        Optional.ofNullable(pages).ifPresent(shown -> shown.next(page -> rows.add(rowsOf(page))));
    }

    /** The acts, the latest first. */
    public ObservableList<Row> rows() {
        return rows.shown();
    }

    /** What there is to show. */
    public ReadOnlyObjectProperty<Availability> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
