package org.tallystick.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.Page;
import org.h2.mvstore.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Walks every tree of the H2 file and compares the keys that part its branches with the keys below them. A scan never looks
 * at those, a search goes by nothing else: with one of them damaged, rows that are all there are not found.
 *
 * <p>For one connection and one thread; what is written meanwhile is not seen.
 */
final class TreeOrder {

    /** What the layout of the file calls the place of a tree, before its number in hexadecimal. */
    private static final String ROOT = "root.";

    private static final int HEXADECIMAL = 16;

    /** Far more than any tree has; a page that leads back to itself ends here. */
    private static final int MOST_LEVELS = 64;

    private TreeOrder() {}

    /**
     * Checks all trees that are in use.
     *
     * @throws RowDamaged when a key lies where no search would find it
     * @throws SQLException when this connection is not one of H2's own
     */
    static void check(Connection connection) throws SQLException {
        MVStore store = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore();
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            for (String entry : store.getLayoutMap().keySet()) {
                if (entry.startsWith(ROOT)) {
                    MVMap<?, ?> map = store.getMap(Integer.parseInt(entry.substring(ROOT.length()), HEXADECIMAL));
                    if (map != null) {
                        check(map);
                    }
                }
            }
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    private static <K, V> void check(MVMap<K, V> map) throws RowDamaged {
        check(map.getRootPage(), null, null, MOST_LEVELS);
    }

    /**
     * Checks one page and those below it.
     *
     * @param from no key is smaller; null for no bound
     * @param to every key is smaller; null for no bound
     * @return how many entries are below
     */
    private static <K, V> long check(Page<K, V> page, @Nullable K from, @Nullable K to, int levelsLeft)
            throws RowDamaged {
        if (levelsLeft == 0) {
            throw new RowDamaged("a tree of the file has no end");
        }
        DataType<K> order = page.map.getKeyType();
        int keys = page.getKeyCount();
        K before = from;
        for (int i = 0; i < keys; i++) {
            K key = page.getKey(i);
            boolean mayEqual = i == 0;
            if (before != null && order.compare(before, key) >= (mayEqual ? 1 : 0)) {
                throw new RowDamaged("a key of the file lies before one that is smaller");
            }
            before = key;
        }
        if (to != null && before != null && keys > 0 && order.compare(before, to) >= 0) {
            throw new RowDamaged("a key of the file lies in the wrong branch");
        }
        if (page.isLeaf()) {
            return keys;
        }
        long entries = 0;
        for (int i = 0; i <= keys; i++) {
            K lower = i == 0 ? from : page.getKey(i - 1);
            K upper = i == keys ? to : page.getKey(i);
            entries += check(page.getChildPage(i), lower, upper, levelsLeft - 1);
        }
        if (entries != page.getTotalCount()) {
            throw new RowDamaged("a branch of the file has more or fewer entries than it says");
        }
        return entries;
    }
}
