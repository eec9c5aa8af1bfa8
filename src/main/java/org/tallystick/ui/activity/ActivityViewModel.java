package org.tallystick.ui.activity;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.activity.ActivityDetailViewModel.DetailText;
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
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.Wallet;

/** The list of what happened, page by page as one scrolls, and the details of what is selected. On the thread of the screens. */
public final class ActivityViewModel {

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
    private final Times times;
    private final ActivityDetailViewModel detail;
    private final ProofCheckViewModel checker;

    private final StringProperty search = new SimpleStringProperty("");
    private final StringProperty filter = new SimpleStringProperty(ALL);
    private final ActivityList list;
    private final ReadOnlyObjectWrapper<Availability> state = new ReadOnlyObjectWrapper<>(Availability.LOADING);
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    private boolean clearing;
    private String shownSearch = "";
    private String shownFilter = ALL;
    private @Nullable Scope scope;
    private @Nullable Latest lists;
    private HubReader.@Nullable Following following;

    /**
     * Makes the screen of a wallet.
     *
     * @param opened the wallet
     * @param elsewhere shows what stands in the history at another hub of the owner's
     */
    public ActivityViewModel(
            OpenedWallet opened,
            Background background,
            Messages messages,
            ActivityWords words,
            Times times,
            BiConsumer<AtHub, Activity> elsewhere) {
        this.wallet = opened.wallet();
        this.background = background;
        this.messages = messages;
        this.times = times;
        this.list = new ActivityList(words, times, this::grown);
        Person me = new Person(wallet.me().text(), opened.ownerName());
        this.detail = new ActivityDetailViewModel(
                wallet, messages, new ActivityDetails(messages, words, times, me), this::say);
        this.checker = new ProofCheckViewModel(
                new ProofCheckWords(messages, opened.hubs(), wallet),
                opened.hubs(),
                background,
                this::revealProven,
                elsewhere);
        detail.detailProperty().addListener((property, before, now) -> closeChecker(now));
        search.addListener((property, before, now) -> wish());
        filter.addListener((property, before, now) -> wish());
    }

    /** Loads, and loads again when something new happens while the first page is all that is shown. */
    public void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        lists = new Latest(shown);
        detail.attach(shown);
        checker.attach();
        following = wallet.hub()
                .follow(
                        wallet.me(),
                        () -> shown.soon(() -> {
                            if (list.isFirstPage()) {
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
        checker.detach();
        following = null;
        list.forget();
    }

    private void load() {
        Latest asked = lists;
        Scope shown = scope;
        if (asked == null || shown == null) {
            return;
        }
        boolean asksTheSame = asked(search.get(), filter.get());
        Function<OptionalLong, Callable<ActivityPage>> question = question();
        asked.run(
                question.apply(OptionalLong.empty()),
                page -> {
                    shownSearch = search.get();
                    shownFilter = filter.get();
                    list.show(question, page, shown);
                },
                thrown -> notFound(asksTheSame));
    }

    /** Keeps what was shown for the same question; what was found for another one is no answer. */
    private void notFound(boolean asksTheSame) {
        if (!asksTheSame) {
            list.clear();
        }
        state.set(items().isEmpty() ? Availability.AWAY : state.get());
    }

    /** Whether the list shows the answer to this question. */
    private boolean asked(String text, String kind) {
        return shownSearch.equals(text) && shownFilter.equals(kind);
    }

    /** Asks again, when the hub did not answer. */
    public void retry() {
        load();
    }

    private Function<OptionalLong, Callable<ActivityPage>> question() {
        Set<Activity.Kind> kinds = kinds();
        String text = search.get().strip();
        return from -> () -> wallet.hub().activity(wallet.me(), kinds, text, from, ActivityList.PAGE);
    }

    private Set<Activity.Kind> kinds() {
        return filter.get().equals(ALL) ? Set.of() : Set.of(Activity.Kind.valueOf(filter.get()));
    }

    /** Loads another page, if there is one; called when the end of the list comes near. */
    public void more() {
        Optional.ofNullable(scope).ifPresent(list::more);
    }

    private void grown() {
        state.set(
                !items().isEmpty() ? Availability.READY : list.isWanting() ? Availability.LOADING : Availability.EMPTY);
        if (state.get() == Availability.EMPTY) {
            detail.leave();
        }
    }

    /**
     * Shows one entry among all the others, as soon as it is loaded.
     *
     * @param which is true for it
     */
    public void reveal(Predicate<Activity> which) {
        list.want(which);
        clearWishes();
        load();
    }

    /** Shows something of the history, also where it is not among the first of the list. */
    public void reveal(Activity wanted) {
        reveal(activity -> activity.seq() == wanted.seq());
        detail.show(wanted);
    }

    private void revealProven(Activity wanted) {
        say(messages.text("proof.here"));
        reveal(wanted);
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

    /** Shows the way to check a proof in the place of details. */
    public void check() {
        checker.open();
        detail.leave();
    }

    private void closeChecker(@Nullable DetailText now) {
        if (now != null) {
            checker.close();
        }
    }

    /** Shows nobody's details. */
    public void leave() {
        checker.close();
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
        return list.items();
    }

    /** What there is to show. */
    public ReadOnlyObjectProperty<Availability> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The entry that was to be shown among the others, or null. */
    public ReadOnlyObjectProperty<@Nullable Item> revealedProperty() {
        return list.revealedProperty();
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

    /** Whether a proof that somebody handed over is what the owner's history has. */
    public ProofCheckViewModel checker() {
        return checker;
    }

    /** Whether a proof is being checked, in the place of details. */
    public ReadOnlyBooleanProperty checkingProperty() {
        return checker.openProperty();
    }

    /** Whether there are details to be seen, or a proof is being checked. */
    public BooleanExpression detailShown() {
        return detail.detailProperty().isNotNull().or(checker.openProperty());
    }
}
