package org.tallystick.wallet;

import static org.tallystick.base.Checks.require;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.AccountStatus;

/**
 * The node of this very program, served to others and governed by its owner (design §5). Says codes and facts, never sentences.
 * Calls wait for the node, the disk and the network, and are never made on the JavaFX thread; any other thread may.
 */
public interface OwnHub {

    /** The most entries of one page. */
    int MAX_PAGE = 200;

    /** The most that a {@link Snapshot} names of those who are connected, and of those who wait. */
    int MAX_NAMED = 50;

    /** The port that is proposed at first. */
    int USUAL_PORT = 8000;

    /** Who can reach a hub. */
    enum Reach {
        /** Programs on this machine only. */
        MACHINE,
        /** Everybody on this machine's network. */
        NETWORK,
        /** Everybody, through a proxy on this machine that encrypts. */
        PROXY
    }

    /**
     * How somebody wants to serve.
     *
     * @param reach who can reach it
     * @param port where it listens, 0 for any that is free
     * @param url how others reach it behind a proxy; not asked for otherwise
     * @param name how it calls itself, 1 to 100 characters
     * @param approval whether newcomers wait until somebody approves them
     * @param again whether to serve at the next start of the program too
     */
    record Wish(Reach reach, int port, Optional<URI> url, String name, boolean approval, boolean again) {

        /** Checks what can be checked without trying. */
        public Wish {
            require(port >= 0 && port <= 65_535, "A port is a number from 0 to 65535");
            require(reach != Reach.PROXY || url.isPresent(), "Behind a proxy others need to know the address");
        }

        /** The same, to serve again at the next start or not. */
        public Wish withAgain(boolean now) {
            return new Wish(reach, port, url, name, approval, now);
        }
    }

    /** Why it does not serve although somebody wants it to. */
    enum Trouble {
        /** Another program listens there. */
        PORT_TAKEN,
        /** The operating system does not let this program listen there. */
        PORT_FORBIDDEN,
        /** This machine is on no network. */
        NO_NETWORK,
        /** The hub's own files do not open. */
        FILES,
        /** Something else, which is in the log. */
        OTHER
    }

    /** Whether it serves. */
    sealed interface State {

        /** How it was, or is, meant to serve. */
        Wish wish();

        /** It does not, and nobody wants it to. */
        record Off(Wish wish) implements State {}

        /**
         * It does.
         *
         * @param address how others reach it
         */
        record Serving(URI address, Wish wish) implements State {}

        /** It should and cannot. */
        record Failed(Trouble why, Wish wish) implements State {}
    }

    /** A role in the hub. */
    enum Role {
        /** Decides everything. */
        ADMIN,
        /** Approves and freezes. */
        OPERATOR,
        /** Reads the audit log. */
        AUDITOR
    }

    /**
     * Somebody with an account.
     *
     * @param status whether they take part
     * @param roles what they may beside that
     * @param sinceMs since when they have the account, milliseconds since 1970; 0 where that is not known yet
     */
    record Member(PersonCard person, AccountStatus status, Set<Role> roles, long sinceMs) {

        /** Keeps an unmodifiable copy. */
        public Member {
            roles = Set.copyOf(roles);
        }
    }

    /** Somebody who is connected, and since when, milliseconds since 1970. */
    record Connected(PersonCard person, long sinceMs) {}

    /**
     * A unit of the hub.
     *
     * @param offered whether new lines may be opened in it
     */
    record UnitState(Unit unit, boolean offered) {}

    /**
     * How much there is, and how fast it goes.
     *
     * @param height of the last block
     * @param blockAtMs its time
     * @param lagTransactions by how many transactions search and history are behind
     * @param readOnly whether the node takes nothing at the moment
     * @param people how many have an account that is not gone
     * @param active how many of them take part
     * @param waiting how many wait for approval
     * @param connected how many are connected
     * @param requests how many requests there were since it serves
     * @param requestsOfTenSeconds and in the last ten seconds
     * @param uptimeSeconds for how long it serves, 0 when it does not
     */
    record Figures(
            long height,
            long blockAtMs,
            long lagTransactions,
            boolean readOnly,
            int people,
            int active,
            int waiting,
            int connected,
            long requests,
            int requestsOfTenSeconds,
            long uptimeSeconds) {}

    /**
     * Everything that is seen at once.
     *
     * @param name how the hub calls itself
     * @param hubPid its PID
     * @param governs whether the owner is ADMIN, or becomes it with their first act because nobody is
     * @param approval whether newcomers wait for approval
     * @param connected at most {@link #MAX_NAMED}, the longest connected first
     * @param waiting at most {@link #MAX_NAMED} who wait for approval, the longest waiting first
     * @param units in the order of their codes
     */
    record Snapshot(
            State state,
            String name,
            String hubPid,
            boolean governs,
            boolean approval,
            Figures figures,
            List<Connected> connected,
            List<Member> waiting,
            List<UnitState> units) {

        /** Keeps unmodifiable copies. */
        public Snapshot {
            connected = List.copyOf(connected);
            waiting = List.copyOf(waiting);
            units = List.copyOf(units);
        }
    }

    /**
     * Some of the people.
     *
     * @param total how many there are on all pages
     */
    record MemberPage(List<Member> members, long total) {

        /** Keeps an unmodifiable copy. */
        public MemberPage {
            members = List.copyOf(members);
        }
    }

    /**
     * An act of administration.
     *
     * @param atMs when, milliseconds since 1970
     * @param by who; nothing where the program did alone
     * @param action such as {@code admin.freeze}
     * @param whom whom it concerns
     * @param unit the code of the unit that it concerns
     * @param before what was, where there was something, by the names of the API map; lists with commas between
     * @param after what is since
     */
    record AuditEntry(
            long atMs,
            Optional<PersonCard> by,
            String action,
            Optional<PersonCard> whom,
            Optional<String> unit,
            Map<String, String> before,
            Map<String, String> after) {

        /** Keeps unmodifiable copies. */
        public AuditEntry {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /**
     * Some acts of administration, the latest first.
     *
     * @param total how many there are on all pages
     */
    record AuditEntries(List<AuditEntry> entries, long total) {

        /** Keeps an unmodifiable copy. */
        public AuditEntries {
            entries = List.copyOf(entries);
        }
    }

    /** Whether it serves; quick. */
    State state();

    /**
     * Serves. Who owns the node becomes its ADMIN if nobody is. Does nothing when it serves already.
     *
     * @return {@link State.Serving} or {@link State.Failed}
     */
    State start(Wish wish);

    /** Serves no more; does nothing when it does not. */
    State stop();

    /** Remembers whether to serve at the next start of the program. */
    State serveAgain(boolean again);

    /** Everything that is seen at once. */
    Snapshot snapshot() throws HubUnreachable;

    /**
     * A page of the people, in the order of names.
     *
     * @param text what a name, a word of it, or a PID begins with; empty for everybody
     * @param offset how many to pass over
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    MemberPage people(String text, long offset, int limit) throws HubUnreachable;

    /**
     * A page of the audit log, the latest first.
     *
     * @param offset how many to pass over
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    AuditEntries audit(long offset, int limit) throws HubUnreachable;

    /** Does something, signed by the owner, who becomes ADMIN first if nobody is. */
    AdminResult act(AdminAct act);

    /**
     * Tells whenever people, roles, units or settings have changed, and at least once after a gap.
     *
     * @param changed called on a thread of the node; must not wait
     * @return ends it when it is closed
     */
    HubReader.Following follow(Runnable changed);
}
