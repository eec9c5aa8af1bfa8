package org.tallystick.http;

import static org.tallystick.base.Checks.require;

import java.util.List;
import org.tallystick.base.Json;

/**
 * Which page of a list is asked for.
 *
 * @param number from 1
 * @param size how many entries
 */
public record Page(int number, int size) {

    /** The size where nobody says another. */
    public static final int USUAL = 20;

    /** The largest size. */
    public static final int MOST = 100;

    /** The last page that may be asked for. */
    public static final int LAST = 1_000_000;

    /** Checks the bounds of the API map. */
    public Page {
        require(number >= 1 && number <= LAST && size >= 1 && size <= MOST, "A page counts from 1 and holds 1 to 100");
    }

    /** How many entries come before it. */
    public long offset() {
        return (number - 1L) * size;
    }

    /** The entries of this page out of a whole list. */
    public <T> List<T> of(List<T> all) {
        int from = (int) Math.min(offset(), all.size());
        return all.subList(from, Math.min(all.size(), from + size));
    }

    /** What stands beside the entries. */
    public Json.Obj pagination(long total) {
        return Json.object()
                .put("total", total)
                .put("page", number)
                .put("per_page", size)
                .put("pages", (total + size - 1) / size)
                .build();
    }
}
