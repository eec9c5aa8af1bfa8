package org.tallystick.ui.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.activity.ActivityViewModel.Item;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.words.ActivityWords;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityPage;

/** The answer to one question, page by page as somebody scrolls, with a heading above each day. On the thread of the screens. */
final class ActivityList {

    static final int PAGE = 100;

    private final ActivityWords words;
    private final Times times;
    private final Runnable grown;
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ObservableList<Item> shown = FXCollections.unmodifiableObservableList(items);
    private final ReadOnlyObjectWrapper<@Nullable Item> revealed = new ReadOnlyObjectWrapper<>();
    private Function<OptionalLong, Callable<ActivityPage>> question = from -> () -> {
        throw new IllegalStateException("Nothing was asked yet");
    };
    private OptionalLong next = OptionalLong.empty();
    private boolean fetching;

    /** Tells what comes back for an earlier question from what belongs to the one that is shown. */
    private long generation;

    private Predicate<Activity> wantedEntry = none -> false;
    private int entries;
    private int wanted;
    private String lastDay = "";

    /**
     * Shows nothing yet.
     *
     * @param grown told after each page
     */
    ActivityList(ActivityWords words, Times times, Runnable grown) {
        this.words = words;
        this.times = times;
        this.grown = grown;
    }

    /**
     * Shows the answer to another question, or a new answer to the same one.
     *
     * @param asked gives the page from a count on
     * @param first its first page
     * @param background fetches more, where a page has less than fills a screen
     */
    void show(Function<OptionalLong, Callable<ActivityPage>> asked, ActivityPage first, Background background) {
        generation++;
        question = asked;
        fetching = false;
        lastDay = "";
        entries = 0;
        wanted = PAGE;
        items.clear();
        append(first, background);
        // What is further down is not waited for: it would jump there while somebody reads.
        wantedEntry = none -> false;
    }

    /** Shows nothing. */
    void clear() {
        items.clear();
    }

    /** What is being fetched does not come back any more. */
    void forget() {
        fetching = false;
    }

    /** Loads another page, if there is one. */
    void more(Background background) {
        if (!fetching && next.isPresent()) {
            wanted = entries + PAGE;
            fetch(background);
        }
    }

    /** One call after the other, so that a new search never waits for an old one to look through everything. */
    private void fetch(Background background) {
        fetching = true;
        long asked = generation;
        background.run(
                question.apply(next),
                page -> {
                    if (asked == generation) {
                        fetching = false;
                        append(page, background);
                    }
                },
                thrown -> fetching = fetching && asked != generation);
    }

    private void append(ActivityPage page, Background background) {
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
        grown.run();
        if (isWanting()) {
            fetch(background);
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

    /** Shows one entry among the others as soon as it is on the first page. */
    void want(Predicate<Activity> which) {
        wantedEntry = which;
    }

    /** Whether more is fetched without being asked for. */
    boolean isWanting() {
        return entries < wanted && next.isPresent();
    }

    /** Whether there is no more than a first page, so that it can be loaded anew without losing anybody's place. */
    boolean isFirstPage() {
        return entries <= PAGE;
    }

    ObservableList<Item> items() {
        return shown;
    }

    ReadOnlyObjectProperty<@Nullable Item> revealedProperty() {
        return revealed.getReadOnlyProperty();
    }
}
