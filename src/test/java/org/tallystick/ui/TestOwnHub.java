package org.tallystick.ui;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.node.TestNode;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Unit;

/** A hub of one's own that does at once what is asked, and goes wrong when the test says so. Any thread. */
public final class TestOwnHub implements OwnHub {

    private static final long DAY_MS = 86_400_000L;

    public final List<Member> members = new ArrayList<>();
    public final List<Connected> connected = new ArrayList<>();
    public final List<UnitState> units = new ArrayList<>();
    public final List<AuditEntry> log = new ArrayList<>();
    public final List<AdminAct> acts = new ArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final PersonCard owner;
    private final long nowMs;
    private State state;
    private Optional<Trouble> trouble = Optional.empty();
    private Optional<AdminResult> refusal = Optional.empty();
    private boolean governs = true;
    private boolean away;
    private boolean approval = true;
    private long lag;

    public TestOwnHub(String name, PersonCard owner, long nowMs) {
        this.owner = owner;
        this.nowMs = nowMs;
        this.state = new State.Off(new Wish(Reach.MACHINE, USUAL_PORT, Optional.empty(), name, true, false));
        members.add(new Member(owner, AccountStatus.ACTIVE, Set.of(Role.ADMIN), nowMs - 40 * DAY_MS));
        units.add(new UnitState(new Unit("HOUR", 2), true));
    }

    /** Adds what a hub has that has been at work for a while. */
    public TestOwnHub fill(java.util.function.UnaryOperator<String> called) {
        String[] names = {
            "Bakery", "Carpenter", "Garden", "Library of Things", "Mill", "School", "Tile Yard", "Bee Yard"
        };
        AccountStatus[] standings = {
            AccountStatus.ACTIVE,
            AccountStatus.ACTIVE,
            AccountStatus.FROZEN,
            AccountStatus.ACTIVE,
            AccountStatus.BANNED,
            AccountStatus.UNCLAIMED,
            AccountStatus.PENDING,
            AccountStatus.PENDING
        };
        for (int index = 0; index < names.length; index++) {
            Set<Role> roles = index == 0 ? Set.of(Role.OPERATOR, Role.AUDITOR) : Set.of();
            add(called.apply(names[index]), standings[index], roles);
        }
        connected.add(new Connected(members.get(1).person(), nowMs - 8_040_000));
        connected.add(new Connected(members.get(2).person(), nowMs - 300_000));
        units.add(new UnitState(new Unit("KWH", 0), false));
        units.add(new UnitState(new Unit("UAH", 2), true));
        did(
                "admin.equivalent",
                Optional.empty(),
                Optional.of("KWH"),
                Map.of("active", "true"),
                Map.of("active", "false"));
        did(
                "admin.freeze",
                Optional.of(members.get(3).person()),
                Optional.empty(),
                Map.of(),
                Map.of("status", "frozen"));
        did(
                "admin.roles",
                Optional.of(members.get(1).person()),
                Optional.empty(),
                Map.of("roles", ""),
                Map.of("roles", "OPERATOR, AUDITOR"));
        did("admin.config", Optional.empty(), Optional.empty(), Map.of(), Map.of("registration", "approval"));
        log.add(new AuditEntry(
                nowMs - 9 * DAY_MS,
                Optional.empty(),
                "operator.first_admin",
                Optional.of(owner),
                Optional.empty(),
                Map.of(),
                Map.of("roles", "ADMIN")));
        return this;
    }

    public void add(String name, AccountStatus status, Set<Role> roles) {
        PersonCard card = new PersonCard(TestNode.pid(name), Optional.of(name), status == AccountStatus.ACTIVE);
        members.add(new Member(card, status, roles, nowMs - members.size() * DAY_MS));
    }

    /** Somebody did something, a little before what was done last. */
    public void did(
            String action,
            Optional<PersonCard> whom,
            Optional<String> unit,
            Map<String, String> before,
            Map<String, String> after) {
        log.add(new AuditEntry(
                nowMs - (log.size() + 1) * 7_200_000L, Optional.of(owner), action, whom, unit, before, after));
    }

    public void away(boolean now) {
        away = now;
    }

    public void governs(boolean now) {
        governs = now;
    }

    public void lag(long now) {
        lag = now;
    }

    /** From now on it cannot begin to serve. */
    public void fail(Trouble now) {
        trouble = Optional.of(now);
    }

    /** From now on nothing is done that is asked for. */
    public void refuse(AdminResult now) {
        refusal = Optional.of(now);
    }

    public void news() {
        followers.forEach(Runnable::run);
    }

    public int followers() {
        return followers.size();
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public synchronized State start(Wish wish) {
        String address = wish.url()
                .map(URI::toString)
                .orElse("http://" + (wish.reach() == Reach.NETWORK ? "192.168.1.20" : "127.0.0.1") + ":" + wish.port());
        state = trouble.isPresent()
                ? new State.Failed(trouble.get(), wish)
                : new State.Serving(URI.create(address), wish);
        approval = wish.approval();
        return state;
    }

    @Override
    public synchronized State stop() {
        state = new State.Off(state.wish());
        return state;
    }

    @Override
    public synchronized State serveAgain(boolean again) {
        Wish wish = state.wish().withAgain(again);
        state = switch (state) {
            case State.Off _ -> new State.Off(wish);
            case State.Serving serving -> new State.Serving(serving.address(), wish);
            case State.Failed failed -> new State.Failed(failed.why(), wish);
        };
        return state;
    }

    private void reached() throws HubUnreachable {
        if (away) {
            throw new HubUnreachable("the test keeps it away");
        }
    }

    @Override
    public synchronized Snapshot snapshot() throws HubUnreachable {
        reached();
        boolean serves = state instanceof State.Serving;
        List<Member> waiting = members.stream()
                .filter(one -> one.status() == AccountStatus.PENDING)
                .toList();
        List<Connected> online = serves ? connected : List.of();
        return new Snapshot(
                state,
                state.wish().name(),
                TestNode.HUB.pid().text(),
                governs,
                approval,
                new Figures(
                        18_317,
                        nowMs - 12_000,
                        lag,
                        false,
                        members.size(),
                        (int) members.stream()
                                .filter(one -> one.status() == AccountStatus.ACTIVE)
                                .count(),
                        waiting.size(),
                        online.size(),
                        serves ? 91_204 : 0,
                        serves ? 124 : 0,
                        serves ? 8_040 : 0),
                online.stream().limit(MAX_NAMED).toList(),
                waiting.stream().limit(MAX_NAMED).toList(),
                units);
    }

    @Override
    public synchronized MemberPage people(String text, long offset, int limit) throws HubUnreachable {
        reached();
        List<Member> fitting = members.stream()
                .filter(one -> one.person().pid().text().equals(text)
                        || one.person()
                                .name()
                                .orElse("")
                                .toLowerCase(Locale.ROOT)
                                .startsWith(text.toLowerCase(Locale.ROOT)))
                .toList();
        return new MemberPage(fitting.stream().skip(offset).limit(limit).toList(), fitting.size());
    }

    @Override
    public synchronized AuditEntries audit(long offset, int limit) throws HubUnreachable {
        reached();
        return new AuditEntries(log.stream().skip(offset).limit(limit).toList(), log.size());
    }

    @Override
    public synchronized AdminResult act(AdminAct act) {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        acts.add(act);
        switch (act) {
            case AdminAct.Standing(Pid person, AdminAct.Step step) ->
                members.replaceAll(one -> one.person().pid().equals(person)
                        ? new Member(one.person(), after(step), one.roles(), one.sinceMs())
                        : one);
            case AdminAct.Define(Unit unit) -> units.add(new UnitState(unit, true));
            case AdminAct.Offer(String code, boolean offered) ->
                units.replaceAll(one -> one.unit().code().equals(code) ? new UnitState(one.unit(), offered) : one);
            case AdminAct.Approval(boolean needed) -> approval = needed;
        }
        return new AdminResult.Done(18_318);
    }

    private static AccountStatus after(AdminAct.Step step) {
        return switch (step) {
            case APPROVE, UNFREEZE, UNBAN -> AccountStatus.ACTIVE;
            case FREEZE -> AccountStatus.FROZEN;
            case BAN -> AccountStatus.BANNED;
        };
    }

    @Override
    public HubReader.Following follow(Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }
}
