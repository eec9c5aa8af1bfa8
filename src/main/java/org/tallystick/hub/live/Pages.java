package org.tallystick.hub.live;

import java.util.List;
import org.tallystick.http.ApiError;
import org.tallystick.http.LastingFacts.Party;

/** What touched somebody, out of history. */
@FunctionalInterface
interface Pages {

    /**
     * What touched somebody after one of their transactions, the earliest first.
     *
     * @return nothing where there is nothing more yet; the first may lie further on than the next one, where history is too
     *     long
     */
    List<Told> after(Party whom, long seq, int limit) throws ApiError, InterruptedException;
}
