package org.tallystick.ui.activity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.ActivityWords;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.ActivityStatement;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.Wallet;

/** The list of what happened, page by page as one scrolls, and the details of what is selected. On the thread of the screens. */
public final class ActivityViewModel {

    private static final int PAGE = 100;

    /** The filter that shows everything. */
    public static final String ALL = "ALL";

    /** An entry of the list. */
    public sealed interface Item {

        /** The day of what follows. */
        record Day(String text) implements Item {}

        /** Something that happened. */
        record Entry(Activity activity, ActivityRow.Content content) implements Item {}
    }

    private final Wallet wallet;
    private final Background background;
    private final Messages messages;
    private final ActivityWords words;
    private final Times times;
    private final ActivityDetailViewModel detail;

    private final StringProperty search = new SimpleStringProperty("");
    private final StringProperty filter = new SimpleStringProperty(ALL);
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ObservableList<Item> shownItems = FXCollections.unmodifiableObservableList(items);
    private final ReadOnlyObjectWrapper<Availability> state = new ReadOnlyObjectWrapper<>(Availability.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Item> revealed = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    private OptionalLong next = OptionalLong.empty();
    private boolean fetching;
    private boolean clearing;

    /** Tells what comes back for an earlier list from what belongs to the one that is shown. */
    private long generation;

    private Predicate<Activity> wantedEntry = none -> false;
    private int entries;
    private int wanted;
    private String lastDay = "";
    private String shownSearch = "";
    private String shownFilter = ALL;
    private @Nullable Scope scope;
    private @Nullable Latest lists;
    private HubReader.@Nullable Following following;

    /**
     * Makes the screen of a wallet.
     *
     * @param ownerName what the owner is called
     */
    public ActivityViewModel(
            Wallet wallet,
            String ownerName,
            Background background,
            Messages messages,
            ActivityWords words,
            Times times) {
        this.wallet = wallet;
        this.background = background;
        this.messages = messages;
        this.words = words;
        this.times = times;
        this.detail = new ActivityDetailViewModel(
                wallet,
                messages,
                new ActivityDetails(
                        messages, words, times, new Person(wallet.me().text(), ownerName)),
                this::say);
        search.addListener((property, before, now) -> wish());
        filter.addListener((property, before, now) -> wish());
    }

    /** Loads, and loads again when something new happens while the first page is all that is shown. */
    public void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        lists = new Latest(shown);
        detail.attach(shown);
        following = wallet.hub()
                .follow(
                        wallet.me(),
                        () -> shown.soon(() -> {
                            if (entries <= PAGE) {
                                load();
                            }
                        }));
        load();
    }

    /** Stops. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        scope = null;
        lists = null;
        detail.detach();
        following = null;
        fetching = false;
    }

    private void load() {
        Latest asked = lists;
        if (asked == null) {
            return;
        }
        boolean asksTheSame = asked(search.get(), filter.get());
        asked.run(question(OptionalLong.empty()), this::showFirst, thrown -> notFound(asksTheSame));
    }

    /** Keeps what was shown for the same question; what was found for another one is no answer. */
    private void notFound(boolean asksTheSame) {
        if (!asksTheSame) {
            items.clear();
        }
        state.set(items.isEmpty() ? Availability.AWAY : state.get());
    }

    /** Whether the list shows the answer to this question. */
    private boolean asked(String text, String kind) {
        return shownSearch.equals(text) && shownFilter.equals(kind);
    }

    /** Asks again, when the hub did not answer. */
    public void retry() {
        load();
    }

    private Callable<ActivityPage> question(OptionalLong from) {
        Set<Activity.Kind> kinds = kinds();
        String text = search.get().strip();
        return () -> wallet.hub().activity(wallet.me(), kinds, text, from, PAGE);
    }

    private Set<Activity.Kind> kinds() {
        return filter.get().equals(ALL) ? Set.of() : Set.of(Activity.Kind.valueOf(filter.get()));
    }

    private void showFirst(ActivityPage page) {
        generation++;
        fetching = false;
        shownSearch = search.get();
        shownFilter = filter.get();
        lastDay = "";
        entries = 0;
        wanted = PAGE;
        items.clear();
        append(page);
        // What is further down is not waited for: it would jump there while somebody reads.
        wantedEntry = none -> false;
    }

    /** Loads another page, if there is one; called when the end of the list comes near. */
    public void more() {
        if (!fetching && next.isPresent()) {
            wanted = entries + PAGE;
            fetch();
        }
    }

    /** One call after the other, so that a new search never waits for an old one to look through everything. */
    private void fetch() {
        Scope shown = scope;
        if (shown == null) {
            return;
        }
        fetching = true;
        long asked = generation;
        shown.run(
                question(next),
                page -> {
                    if (asked == generation) {
                        fetching = false;
                        append(page);
                    }
                },
                thrown -> fetching = fetching && asked != generation);
    }

    private void append(ActivityPage page) {
        List<Item> made = itemsOf(page);
        items.addAll(made);
        made.stream()
                .filter(item -> item instanceof Item.Entry entry && wantedEntry.test(entry.activity()))
                .findFirst()
                .ifPresent(item -> {
                    wantedEntry = none -> false;
                    revealed.set(item);
                });
        entries += page.entries().size();
        next = page.next();
        boolean more = entries < wanted && next.isPresent();
        state.set(!items.isEmpty() ? Availability.READY : more ? Availability.LOADING : Availability.EMPTY);
        if (state.get() == Availability.EMPTY) {
            leave();
        }
        if (more) {
            fetch();
        }
    }

    /**
     * Shows one entry among all the others, as soon as it is loaded.
     *
     * @param which is true for it
     */
    public void reveal(Predicate<Activity> which) {
        wantedEntry = which;
        clearWishes();
        load();
    }

    /** Asks for everything again. */
    public void showAll() {
        clearWishes();
        load();
    }

    /** Both go back before anything is asked for, so that it is asked for once. */
    private void clearWishes() {
        clearing = true;
        search.set("");
        filter.set(ALL);
        clearing = false;
    }

    private void wish() {
        if (!clearing) {
            load();
        }
    }

    private List<Item> itemsOf(ActivityPage page) {
        List<Item> made = new ArrayList<>();
        for (Activity activity : page.entries()) {
            String day = times.day(activity.atMs());
            if (!day.equals(lastDay)) {
                lastDay = day;
                made.add(new Item.Day(day));
            }
            made.add(new Item.Entry(activity, words.rowOfDay(activity)));
        }
        return made;
    }

    /**
     * Writes what is searched for into a file, and says so.
     *
     * @param file made anew
     */
    public void save(Path file) {
        Set<Activity.Kind> kinds = kinds();
        String text = search.get().strip();
        background.run(
                () -> new ActivityStatement(wallet.hub(), wallet.me()).write(kinds, text, file),
                written -> say(messages.text(
                        written == 1 ? "activity.saved.one" : "activity.saved",
                        Figures.count(written),
                        String.valueOf(file.getFileName()))),
                thrown -> say(messages.text("activity.notSaved", String.valueOf(file.getFileName()))));
    }

    private void say(String what) {
        said.set("");
        said.set(what);
    }

    /** What the statement is called when nobody chooses another name. */
    public String fileName() {
        return messages.text("activity.fileName", times.date());
    }

    /** Shows the details of an entry; a heading or null changes nothing. */
    public void select(@Nullable Item item) {
        if (item instanceof Item.Entry entry) {
            detail.show(entry.activity());
        }
    }

    /** Whether less than everything is asked for. */
    public boolean isFiltered() {
        return !search.get().isBlank() || !filter.get().equals(ALL);
    }

    /** Shows nobody's details. */
    public void leave() {
        detail.leave();
    }

    /** What is typed to search for: a name, a note, an amount, an id or a block. */
    public StringProperty searchProperty() {
        return search;
    }

    /** {@link #ALL} or the name of a {@link Activity.Kind}. */
    public StringProperty filterProperty() {
        return filter;
    }

    /** The list. */
    public ObservableList<Item> items() {
        return shownItems;
    }

    /** What there is to show. */
    public ReadOnlyObjectProperty<Availability> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The entry that was to be shown among the others, or null. */
    public ReadOnlyObjectProperty<@Nullable Item> revealedProperty() {
        return revealed.getReadOnlyProperty();
    }

    /** What to say where nothing is shown. */
    public String nothing() {
        if (!search.get().isBlank()) {
            return messages.text("activity.nothingFits");
        }
        if (!isKept()) {
            return messages.text("activity.notKept");
        }
        return messages.text(filter.get().equals(ALL) ? "home.recent.none" : "activity.none." + filter.get());
    }

    private boolean isKept() {
        return wallet.hub().remembered().containsAll(kinds());
    }

    /** What that means; empty where it needs no more words. */
    public String nothingText() {
        String key = "activity.none." + filter.get() + ".text";
        return search.get().isBlank() && isKept() && messages.has(key) ? messages.text(key) : "";
    }

    /** What was done, to be said for a while; empty for nothing. */
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** The details of what is selected. */
    public ActivityDetailViewModel detail() {
        return detail;
    }

    /** Whether there are any. */
    public BooleanExpression detailShown() {
        return detail.detailProperty().isNotNull();
    }
}
