package org.tallystick.wallet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.identity.Pid;

/**
 * What the entries of an owner's journal come to. Changed by the journal only; may be asked from any thread, and gives copies.
 */
public final class OwnerState {

    private static final long NO_PROOF = -1;

    private final Map<String, OwnerEntry.OutboxIntent> open = new LinkedHashMap<>();
    private final Map<String, Finished> finished = new LinkedHashMap<>();
    private final Set<String> unsure = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, Long> intentHeights = new LinkedHashMap<>();
    private final Map<String, Long> proofHeights = new LinkedHashMap<>();
    private final Map<Pid, Head> heads = new LinkedHashMap<>();
    private final Map<OwnerEntry.Contact, String> contacts = new LinkedHashMap<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<Pid, JoinedHub> hubs = new LinkedHashMap<>();
    private final Map<String, Pid> proven = new LinkedHashMap<>();

    /**
     * An intent whose outcome is known.
     *
     * @param outcome committed or refused
     * @param intentHeight the place of the intent in the owner's journal
     * @param proofHeight the place of the proof, -1 for none
     */
    record Finished(OwnerEntry.Outcome outcome, long intentHeight, long proofHeight) {}

    OwnerState() {}

    /** The intents whose outcome is not known, oldest first. */
    public synchronized List<OwnerEntry.OutboxIntent> outbox() {
        return new ArrayList<>(open.values());
    }

    /** An intent whose outcome is not known. */
    public synchronized Optional<OwnerEntry.OutboxIntent> open(String txId) {
        return Optional.ofNullable(open.get(txId));
    }

    /** Whether an open intent was sent and nobody knew what became of it. */
    public synchronized boolean isUnsure(String txId) {
        return unsure.contains(txId);
    }

    /** Whether nothing of an open intent was sent yet, so that it can be taken back. */
    public synchronized boolean isWaiting(String txId) {
        return waiting.contains(txId);
    }

    /** How an intent ended; nothing while it is open, or was never made, or a million others ended since. */
    public synchronized Optional<OwnerEntry.Outcome> outcome(String txId) {
        return Optional.ofNullable(finished.get(txId)).map(Finished::outcome);
    }

    /** The newest head seen of a hub. */
    public synchronized Optional<Head> head(Pid hub) {
        return Optional.ofNullable(heads.get(hub));
    }

    /** What the owner calls people. */
    public synchronized Map<OwnerEntry.Contact, String> contacts() {
        return new LinkedHashMap<>(contacts);
    }

    /** A setting. */
    public synchronized Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** All settings by name. */
    public synchronized Map<String, String> settings() {
        return new TreeMap<>(settings);
    }

    /** The hubs that the owner joined and did not leave, as they were joined. */
    public synchronized List<JoinedHub> hubs() {
        return new ArrayList<>(hubs.values());
    }

    /** One of them. */
    public synchronized Optional<JoinedHub> joined(Pid hub) {
        return Optional.ofNullable(hubs.get(hub));
    }

    /** The hub that last proved itself at an address when the owner joined it there, also where they left it since. */
    public synchronized Optional<Pid> proven(String address) {
        return Optional.ofNullable(proven.get(address));
    }

    synchronized Optional<Long> intentHeight(String txId) {
        Finished ended = finished.get(txId);
        return Optional.ofNullable(ended == null ? intentHeights.get(txId) : Long.valueOf(ended.intentHeight()));
    }

    synchronized Optional<Long> proofHeight(String txId) {
        Finished ended = finished.get(txId);
        Optional<Long> height =
                Optional.ofNullable(ended == null ? proofHeights.get(txId) : Long.valueOf(ended.proofHeight()));
        return height.filter(found -> found != NO_PROOF);
    }

    /** Why an entry cannot follow; nothing when it can. */
    synchronized Optional<String> objection(OwnerEntry entry) {
        String clause = switch (entry) {
            case OwnerEntry.OutboxIntent intent ->
                open.containsKey(intent.txId()) || finished.containsKey(intent.txId()) ? "an intent is made once" : "";
            case OwnerEntry.OutboxOutcome outcome -> objection(outcome);
            case OwnerEntry.ProofReceived proof -> open.containsKey(proof.txId()) ? "" : "no such open intent";
            case OwnerEntry.HeadSeen seen -> contradicts(seen.head()) ? "a head contradicts the one before" : "";
            case OwnerEntry.HubLeft left -> hubs.containsKey(left.hub()) ? "" : "no such hub was joined";
            case OwnerEntry.ContactNamed _, OwnerEntry.SettingChanged _, OwnerEntry.HubJoined _ -> "";
        };
        return clause.isEmpty() ? Optional.empty() : Optional.of(clause);
    }

    private String objection(OwnerEntry.OutboxOutcome outcome) {
        if (!open.containsKey(outcome.txId())) {
            return "no such open intent";
        }
        return switch (outcome.outcome()) {
            case OwnerEntry.Outcome.Waiting _ ->
                unsure.contains(outcome.txId()) ? "what may have been sent does not wait" : "";
            case OwnerEntry.Outcome.Withdrawn _ ->
                waiting.contains(outcome.txId()) ? "" : "only what waits can be taken back";
            case OwnerEntry.Outcome.Committed _,
                    OwnerEntry.Outcome.Said _,
                    OwnerEntry.Outcome.Refused _,
                    OwnerEntry.Outcome.Unknown _ -> "";
        };
    }

    private boolean contradicts(Head head) {
        Head known = heads.get(head.hub());
        return known != null && head.contradicts(known);
    }

    /** Whether there is no room for an entry; asked before writing only, so that what was written can always be read. */
    synchronized boolean isFull(OwnerEntry entry) {
        return switch (entry) {
            case OwnerEntry.OutboxIntent _ -> open.size() >= OwnerLimits.MAX_OPEN_INTENTS;
            case OwnerEntry.HeadSeen seen ->
                !heads.containsKey(seen.head().hub()) && heads.size() >= OwnerLimits.MAX_HUBS;
            case OwnerEntry.ContactNamed named ->
                named.name().isPresent()
                        && !contacts.containsKey(named.contact())
                        && contacts.size() >= OwnerLimits.MAX_CONTACTS;
            case OwnerEntry.SettingChanged changed ->
                changed.value().isPresent()
                        && !settings.containsKey(changed.name())
                        && settings.size() >= OwnerLimits.MAX_SETTINGS;
            case OwnerEntry.HubJoined joined ->
                (!hubs.containsKey(joined.hub().pid()) && hubs.size() >= Hubs.MAX_HUBS)
                        || (!proven.containsKey(joined.hub().address()) && proven.size() >= OwnerLimits.MAX_HUBS);
            case OwnerEntry.OutboxOutcome _, OwnerEntry.ProofReceived _, OwnerEntry.HubLeft _ -> false;
        };
    }

    synchronized void add(OwnerEntry entry, long height) {
        switch (entry) {
            case OwnerEntry.OutboxIntent intent -> {
                open.put(intent.txId(), intent);
                intentHeights.put(intent.txId(), height);
            }
            case OwnerEntry.OutboxOutcome outcome -> {
                if (outcome.outcome().isFinal()) {
                    finish(outcome);
                } else if (outcome.outcome() instanceof OwnerEntry.Outcome.Waiting) {
                    waiting.add(outcome.txId());
                } else {
                    waiting.remove(outcome.txId());
                    unsure.add(outcome.txId());
                }
            }
            case OwnerEntry.ProofReceived proof -> proofHeights.put(proof.txId(), height);
            case OwnerEntry.HeadSeen seen ->
                heads.merge(seen.head().hub(), seen.head(), (known, head) -> head.isAfter(known) ? head : known);
            case OwnerEntry.ContactNamed named -> set(contacts, named.contact(), named.name());
            case OwnerEntry.SettingChanged changed -> set(settings, changed.name(), changed.value());
            case OwnerEntry.HubJoined joined -> {
                hubs.put(joined.hub().pid(), joined.hub());
                if (joined.hub().dialect() == HubDialect.TALLYSTICK) {
                    proven.put(joined.hub().address(), joined.hub().pid());
                }
            }
            case OwnerEntry.HubLeft left -> hubs.remove(left.hub());
        }
    }

    private void finish(OwnerEntry.OutboxOutcome ended) {
        String txId = ended.txId();
        open.remove(txId);
        unsure.remove(txId);
        waiting.remove(txId);
        Long intentHeight = intentHeights.remove(txId);
        Long proofHeight = proofHeights.remove(txId);
        finished.put(
                txId,
                new Finished(
                        ended.outcome(),
                        intentHeight == null ? 0 : intentHeight,
                        proofHeight == null ? NO_PROOF : proofHeight));
        if (finished.size() > OwnerLimits.MAX_FINISHED_KNOWN) {
            finished.remove(finished.keySet().iterator().next());
        }
    }

    private static <K> void set(Map<K, String> map, K key, Optional<String> value) {
        if (value.isPresent()) {
            map.put(key, value.get());
        } else {
            map.remove(key);
        }
    }
}
