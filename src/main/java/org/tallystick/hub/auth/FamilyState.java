package org.tallystick.hub.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;

/** What the entries of the hub's own journal come to. Changed by one thread at a time; {@link #find} is for any. */
final class FamilyState {

    private final Map<String, Family> families = new ConcurrentHashMap<>();
    private final Map<Pid, Set<String>> byParticipant = new HashMap<>();

    /** Takes an entry; false where it cannot follow. */
    boolean add(FamilyEntry entry) {
        return switch (entry) {
            case FamilyEntry.Begun begun -> begin(begun.family());
            case FamilyEntry.Rotated rotated -> {
                Family before = families.get(rotated.family());
                if (before == null) {
                    yield false;
                }
                families.put(before.id(), before.rotated(rotated.refreshId(), rotated.expiresAtMs()));
                yield true;
            }
            case FamilyEntry.Ended ended -> {
                remove(ended.family());
                yield true;
            }
            case FamilyEntry.Kept kept -> {
                boolean all = true;
                for (Family family : kept.families()) {
                    all &= begin(family);
                }
                yield all;
            }
        };
    }

    private boolean begin(Family family) {
        byParticipant
                .computeIfAbsent(family.pid(), anybody -> new LinkedHashSet<>())
                .add(family.id());
        return families.put(family.id(), family) == null;
    }

    /** Forgets a family and says which. */
    @Nullable
    Family remove(String id) {
        Family family = families.remove(id);
        if (family != null) {
            Set<String> own = byParticipant.get(family.pid());
            if (own != null && own.remove(id) && own.isEmpty()) {
                byParticipant.remove(family.pid());
            }
        }
        return family;
    }

    @Nullable
    Family find(String id) {
        return families.get(id);
    }

    List<Family> of(Pid pid) {
        List<Family> own = new ArrayList<>();
        for (String id : byParticipant.getOrDefault(pid, Set.of())) {
            Family family = families.get(id);
            if (family != null) {
                own.add(family);
            }
        }
        return own;
    }

    Collection<Family> all() {
        return families.values();
    }

    int count() {
        return families.size();
    }

    void dropExpired(long nowMs) {
        List<Family> expired = families.values().stream()
                .filter(family -> family.expiresAtMs() <= nowMs)
                .toList();
        expired.forEach(family -> remove(family.id()));
    }
}
