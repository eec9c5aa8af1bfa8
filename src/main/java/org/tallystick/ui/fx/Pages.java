package org.tallystick.ui.fx;

import java.util.List;
import java.util.function.Consumer;

/**
 * A long list that is read page by page as one scrolls. The first page can be asked for anew at any time; only the newest answer
 * counts, and what was further down then has to be asked for again. On the thread of the screens.
 *
 * @param <T> an entry
 */
public final class Pages<T> {

    /**
     * Some entries.
     *
     * @param entries in the list's order
     * @param total how many there are in all
     */
    public record Page<T>(List<T> entries, long total) {

        /** Keeps an unmodifiable copy. */
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** Where pages come from. */
    @FunctionalInterface
    public interface Source<T> {

        /**
         * Reads a page; waits.
         *
         * @param from how many entries stand before it
         */
        Page<T> read(long from) throws Exception;
    }

    private final Background background;
    private final Latest firsts;
    private Source<T> source = from -> new Page<>(List.of(), 0);
    private long count;
    private long total;
    private boolean fetching;

    /** Tells what comes back for an earlier list from what belongs to the one that is shown. */
    private long generation;

    /** No entries yet; what comes back after the background is closed is dropped. */
    public Pages(Background background) {
        this.background = background;
        this.firsts = new Latest(background);
    }

    /**
     * Asks for the first page.
     *
     * @param asked from now on the rest comes from there, too
     * @param show gets it in the place of all that was shown
     */
    public void first(Source<T> asked, Consumer<Page<T>> show, Consumer<Exception> failed) {
        firsts.run(
                () -> asked.read(0),
                page -> {
                    generation++;
                    fetching = false;
                    source = asked;
                    count = page.entries().size();
                    total = page.total();
                    show.accept(page);
                },
                failed);
    }

    /**
     * Asks for the next page, if there is one and it is not on its way; for the end of the list coming near.
     *
     * @param show gets it to be added behind what is shown
     */
    public void next(Consumer<Page<T>> show) {
        if (fetching || count >= total) {
            return;
        }
        fetching = true;
        long shown = generation;
        long from = count;
        Source<T> asked = source;
        background.run(
                () -> asked.read(from),
                page -> {
                    if (shown == generation) {
                        fetching = false;
                        count += page.entries().size();
                        // A list that has become shorter ends where nothing comes any more.
                        total = page.entries().isEmpty() ? count : page.total();
                        show.accept(page);
                    }
                },
                thrown -> fetching = fetching && shown != generation);
    }
}
