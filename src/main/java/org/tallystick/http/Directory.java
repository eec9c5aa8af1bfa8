package org.tallystick.http;

import java.util.Collection;
import java.util.Map;

/** Who is who: the one thing that rooms ask about participants of each other. Any thread but the node's own. */
@FunctionalInterface
public interface Directory {

    /**
     * The names of some accounts.
     *
     * @param accounts their numbers
     * @return by number; who has no name, or was erased, is left out
     */
    Map<Integer, String> names(Collection<Integer> accounts) throws ApiError, InterruptedException;
}
