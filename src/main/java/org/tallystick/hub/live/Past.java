package org.tallystick.hub.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.tallystick.base.InvariantBroken;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.node.AccountHistory;

/** What participants missed, out of projection and journal. Any thread but the node's own; only a few read at once. */
final class Past {

    private static final int READERS = 8;

    private final Desk desk;
    private final AccountHistory history;
    private final Stories stories;
    private final Semaphore readers = new Semaphore(READERS);

    Past(Desk desk, AccountHistory history, Stories stories) {
        this.desk = desk;
        this.history = history;
        this.stories = stories;
    }

    /**
     * What touched somebody after one of their transactions, the earliest first.
     *
     * @return nothing where there is nothing more yet; the first may lie further on than the next one, where history is too long
     */
    List<Told> after(Party whom, long seq, int limit) throws ApiError, InterruptedException {
        readers.acquire();
        try {
            List<Stories.Touched> touched = new ArrayList<>();
            for (AccountHistory.Entry entry :
                    desk.read(() -> history.after(whom.number(), seq, limit)).value()) {
                touched.add(new Stories.Touched(
                        desk.transaction(entry.place())
                                .orElseThrow(() -> new InvariantBroken("What was projected stands in history")),
                        whom,
                        entry.seq()));
            }
            return stories.tell(touched);
        } finally {
            readers.release();
        }
    }
}
