package org.tallystick.ui.community;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Pages;
import org.tallystick.ui.fx.Rows;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminAct.Step;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnHub.Member;
import org.tallystick.wallet.OwnHub.MemberPage;

/** Everybody, page by page as one scrolls, and what can be done about who is selected. On the thread of the screens. */
public final class PeopleViewModel {

    private static final int PAGE = OwnHub.MAX_PAGE;

    /**
     * A row of the list.
     *
     * @param person who
     * @param caption since when, and what they may
     * @param status what their standing is called
     * @param tone of the standing
     */
    public record Row(Person person, String caption, String status, Tone tone) {

        /** As it is read aloud. */
        public String spoken() {
            return person.shown() + ", " + status + ". " + caption;
        }
    }

    /**
     * Who is selected.
     *
     * @param row their row
     * @param pid their whole PID
     * @param meaning what their standing means
     * @param choices what the owner can do, most likely first
     */
    public record Detail(Row row, String pid, String meaning, List<Choice> choices) {

        /** Keeps an unmodifiable copy. */
        public Detail {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Something that the owner can do.
     *
     * @param step what
     * @param text on the button
     * @param destroying whether it takes something from somebody
     */
    public record Choice(Step step, String text, boolean destroying) {}

    /**
     * What the owner is about to do.
     *
     * @param sentence both names, a verb, what then
     * @param choice what
     */
    public record Confirm(Sentence sentence, Choice choice) {}

    private final OwnHub hub;
    private final Pid me;
    private final String ownerName;
    private final Background background;
    private final Messages messages;
    private final Times times;
    private final CommunityWords words;
    private final OwnerActs acts;

    private final StringProperty search = new SimpleStringProperty("");
    private final Rows<Row> rows = new Rows<>();
    private final ReadOnlyObjectWrapper<Availability> state = new ReadOnlyObjectWrapper<>(Availability.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Detail> detail = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Confirm> confirm = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final List<Member> members = new ArrayList<>();
    private String selected = "";
    private String shownSearch = "";
    private boolean governs;
    private @Nullable Scope scope;
    private @Nullable Pages<Member> pages;

    PeopleViewModel(
            OwnHub hub,
            Pid me,
            String ownerName,
            Background background,
            Messages messages,
            Times times,
            CommunityWords words,
            OwnerActs acts) {
        this.hub = hub;
        this.me = me;
        this.ownerName = ownerName;
        this.background = background;
        this.messages = messages;
        this.times = times;
        this.words = words;
        this.acts = acts;
        search.addListener((property, before, now) -> load());
    }

    /** Loads. */
    public void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        pages = new Pages<>(shown);
        load();
    }

    /** Stops. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        scope = null;
        pages = null;
    }

    /** Somebody came, or stands otherwise: the first page is read again; further down what one reads stays. */
    void news() {
        if (members.size() <= PAGE) {
            load();
        }
    }

    void setGoverns(boolean now) {
        if (governs != now) {
            governs = now;
            showDetail();
        }
    }

    /** Asks again, when the hub did not answer. */
    public void retry() {
        load();
    }

    private void load() {
        Pages<Member> asked = pages;
        if (asked != null) {
            String text = search.get().strip();
            asked.first(from -> read(text, from), page -> showFirst(text, page), thrown -> notFound(text));
        }
    }

    private Pages.Page<Member> read(String text, long from) throws HubUnreachable {
        MemberPage page = hub.people(text, from, PAGE);
        return new Pages.Page<>(page.members(), page.total());
    }

    private void notFound(String text) {
        if (!text.equals(shownSearch)) {
            members.clear();
            rows.set(List.of());
            state.set(Availability.AWAY);
        }
        state.set(state.get().withoutAnswer());
    }

    private void showFirst(String text, Pages.Page<Member> page) {
        shownSearch = text;
        members.clear();
        members.addAll(page.entries());
        rows.set(members.stream().map(this::row).toList());
        count(page.total());
        showDetail();
    }

    /** Loads another page, if there is one; called when the end of the list comes near. */
    public void more() {
        Optional.ofNullable(pages)
                .ifPresent(shown -> shown.next(page -> {
                    members.addAll(page.entries());
                    rows.add(page.entries().stream().map(this::row).toList());
                    count(page.total());
                }));
    }

    private void count(long total) {
        count.set(
                total == 1
                        ? messages.text("community.people.one")
                        : messages.text("community.people.count", Figures.count(total)));
        state.set(rows().isEmpty() ? Availability.EMPTY : Availability.READY);
    }

    private Row row(Member member) {
        String since =
                member.sinceMs() == 0 ? "" : messages.text("community.people.since", times.brief(member.sinceMs()));
        String roles = member.roles().stream()
                .sorted()
                .map(role -> messages.text("community.role." + role.name()))
                .collect(Collectors.joining(", "));
        return new Row(
                Names.person(member.person()),
                roles.isEmpty() || since.isEmpty() ? since + roles : roles + " · " + since,
                words.status(member.status()),
                CommunityWords.tone(member.status()));
    }

    /** Shows somebody's details; null or a row that is gone shows nobody's. */
    public void select(@Nullable Row row) {
        String pid = row == null ? "" : row.person().pid();
        if (!pid.equals(selected)) {
            selected = pid;
            confirm.set(null);
            problem.set("");
            showDetail();
        }
    }

    private Optional<Member> member() {
        return members.stream()
                .filter(one -> one.person().pid().text().equals(selected))
                .findFirst();
    }

    private void showDetail() {
        Detail now = member().map(one -> new Detail(
                        row(one),
                        one.person().pid().text(),
                        one.person().pid().equals(me)
                                ? messages.text("community.people.me")
                                : words.statusText(one.status(), Names.of(one.person())),
                        choices(one)))
                .orElse(null);
        if (now == null) {
            confirm.set(null);
        }
        detail.set(now);
    }

    private List<Choice> choices(Member member) {
        if (!governs || member.person().pid().equals(me)) {
            return List.of();
        }
        return switch (member.status()) {
            case PENDING -> List.of(choice(Step.APPROVE), choice(Step.BAN));
            case ACTIVE -> List.of(choice(Step.FREEZE), choice(Step.BAN));
            case FROZEN -> List.of(choice(Step.UNFREEZE), choice(Step.BAN));
            case BANNED -> List.of(choice(Step.UNBAN));
            case UNCLAIMED, LEFT -> List.of();
        };
    }

    private Choice choice(Step step) {
        return new Choice(step, words.button(step), step == Step.FREEZE || step == Step.BAN);
    }

    /** Says what that means, before it is done. */
    public void ask(Choice choice) {
        problem.set("");
        confirm.set(member().map(one -> new Confirm(words.confirm(choice.step(), ownerName, one.person()), choice))
                .orElse(null));
    }

    /** Does it not. */
    public void cancel() {
        confirm.set(null);
    }

    /** Does what was said. */
    public void confirm() {
        Confirm asked = confirm.get();
        Optional<Member> whom = member();
        if (asked == null || whom.isEmpty()) {
            return;
        }
        confirm.set(null);
        Pid pid = whom.get().person().pid();
        acts.act(new AdminAct.Standing(pid, asked.choice().step()), why -> {
            problem.set(why);
            look(pid);
        });
    }

    /** Looks how somebody stands now, wherever in the list they are. */
    private void look(Pid pid) {
        Scope shown = scope;
        if (shown != null) {
            shown.run(() -> hub.people(pid.text(), 0, 1), page -> page.members().forEach(this::replace), thrown -> {});
        }
    }

    private void replace(Member now) {
        for (int index = 0; index < members.size(); index++) {
            if (members.get(index).person().pid().equals(now.person().pid())) {
                members.set(index, now);
                rows.replace(index, row(now));
            }
        }
        showDetail();
    }

    /** Shows nobody's details. */
    public void leave() {
        select(null);
    }

    /** What is typed to search for. */
    public StringProperty searchProperty() {
        return search;
    }

    /** The list. */
    public ObservableList<Row> rows() {
        return rows.shown();
    }

    /** What there is to show. */
    public ReadOnlyObjectProperty<Availability> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How many there are, as a sentence. */
    public ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Who is selected, or null. */
    public ReadOnlyObjectProperty<@Nullable Detail> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** What the owner is about to do, or null. */
    public ReadOnlyObjectProperty<@Nullable Confirm> confirmProperty() {
        return confirm.getReadOnlyProperty();
    }

    /** Why the last thing did not go; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
