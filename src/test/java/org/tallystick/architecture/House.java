package org.tallystick.architecture;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The map of design §2: which room a class lives in, and which rooms each room may see. */
record House(String root) {

    /** What the rooms of the kernel and of the wire stand on, from the ground up. */
    private static final List<String> BELOW_FEATURES =
            List.of("base", "money", "identity", "ledger", "routing", "clearing", "journal", "store", "node", "http");

    /** Every room with the rooms it may see; arrows point down only. The launcher's room has no name. */
    static final Map<String, Set<String>> MAY_SEE = Map.ofEntries(
            entry("base", Set.of()),
            entry("money", Set.of("base")),
            entry("identity", Set.of("base")),
            entry("ledger", Set.of("base", "money", "identity")),
            entry("routing", Set.of("base")),
            entry("clearing", Set.of("base")),
            entry("journal", Set.of("base", "identity")),
            entry("store", below("store")),
            entry("node", below("node")),
            entry("http", below("http")),
            entry("feature", belowFeaturesAnd()),
            entry("platform", Set.of("base")),
            entry("hub", belowFeaturesAnd("feature", "platform")),
            entry("wallet", belowFeaturesAnd("feature", "platform")),
            // Of the node only its proofs and its places in history, which the ports of the wallet speak of.
            entry("sync", Set.of("base", "money", "identity", "ledger", "node", "feature", "platform", "wallet")),
            // The window talks to the wallet, never to a node.
            entry("ui", Set.of("base", "money", "identity", "ledger", "feature", "platform", "wallet")),
            entry("app", belowFeaturesAnd("feature", "platform", "hub", "wallet", "sync", "ui")),
            entry("cli", belowFeaturesAnd("feature", "platform", "hub", "wallet", "sync", "app")),
            entry("", Set.of("cli")));

    private static Set<String> below(String room) {
        return Set.copyOf(BELOW_FEATURES.subList(0, BELOW_FEATURES.indexOf(room)));
    }

    private static Set<String> belowFeaturesAnd(String... rooms) {
        return Stream.concat(BELOW_FEATURES.stream(), Stream.of(rooms)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the class is one of ours. */
    boolean owns(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /** The room's name: the first package below the root, or nothing for the root itself. */
    String room(JavaClass type) {
        return segment(type.getPackageName(), root).orElse("");
    }

    /** The capability of a class under {@code feature}, or nothing for any other class. */
    Optional<String> feature(JavaClass type) {
        return segment(type.getPackageName(), root + ".feature");
    }

    /** The leaf package of a class under {@code ui}, or nothing for any other class. */
    Optional<String> screenOrKit(JavaClass type) {
        return segment(type.getPackageName(), root + ".ui");
    }

    /** Whether the class lives in one of the places, each a package below the root with all below it. */
    boolean isIn(JavaClass type, String... places) {
        for (String place : places) {
            if (PackageMatcher.of(root + "." + place + "..").matches(type.getPackageName())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> segment(String name, String parent) {
        if (!name.startsWith(parent + ".")) {
            return Optional.empty();
        }
        String rest = name.substring(parent.length() + 1);
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }
}
