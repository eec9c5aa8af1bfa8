package org.tallystick.ui.fx;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The rows of a list or table. What is set again as it was is no change, so that nothing is drawn anew. On the thread of the screens.
 *
 * @param <R> a row; two that look the same are equal
 */
public final class Rows<R> {

    private final ObservableList<R> rows = FXCollections.observableArrayList();
    private final ObservableList<R> shown = FXCollections.unmodifiableObservableList(rows);

    /** No rows. */
    public Rows() {}

    /** These, and no others. */
    public void set(List<R> now) {
        if (!rows.equals(now)) {
            rows.setAll(now);
        }
    }

    /** These behind the others. */
    public void add(List<R> more) {
        rows.addAll(more);
    }

    /** This in the place of another. */
    public void replace(int index, R row) {
        rows.set(index, row);
    }

    /** As others watch them; they cannot change them. */
    public ObservableList<R> shown() {
        return shown;
    }
}
