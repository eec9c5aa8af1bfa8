package org.tallystick.ui.people;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.Names;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PaymentLink;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Wallet;

/** Finding somebody by name, PID or link. On the thread of the screens. */
public final class PersonSearchViewModel {

    private static final int MOST_CANDIDATES = 50;

    private final Wallet wallet;
    private final Messages messages;
    private final BiConsumer<PaymentLink, PersonCard> linked;
    private final StringProperty text = new SimpleStringProperty("");
    private final ObservableList<Person> candidates = FXCollections.observableArrayList();
    private final ObservableList<Person> shownCandidates = FXCollections.unmodifiableObservableList(candidates);
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable PersonCard> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Person> shown = new ReadOnlyObjectWrapper<>();
    private List<PersonCard> found = List.of();

    /** For which text they were found. */
    private String answered = "";

    private boolean firstWanted;
    private @Nullable Latest searches;

    /**
     * Makes a search.
     *
     * @param linked gets what a link says and whom it names, before they are chosen
     */
    public PersonSearchViewModel(Wallet wallet, Messages messages, BiConsumer<PaymentLink, PersonCard> linked) {
        this.wallet = wallet;
        this.messages = messages;
        this.linked = linked;
        text.addListener((property, before, now) -> look(now));
    }

    /** Begins to listen; work is done in this background. */
    public void attach(Background background) {
        searches = new Latest(background);
        look(text.get());
    }

    /** Stops; what was typed stays. */
    public void detach() {
        searches = null;
    }

    private void look(String typed) {
        hint.set("");
        firstWanted = false;
        Latest asked = searches;
        if (asked == null || (typed.isBlank() && chosen.get() != null)) {
            found = List.of();
            candidates.clear();
            return;
        }
        if (typed.isBlank()) {
            asked.run(this::neighbours, this::showKnown, thrown -> hint.set(messages.text("app.away")));
            return;
        }
        if (PaymentLink.looksLikeOne(typed)) {
            PaymentLink.parse(typed)
                    .ifPresentOrElse(link -> follow(asked, link), () -> hint.set(messages.text("pay.link.bad")));
            return;
        }
        asked.run(
                () -> wallet.hub().find(typed.strip(), MOST_CANDIDATES + 1),
                people -> show(people, typed),
                thrown -> hint.set(messages.text("app.away")));
    }

    private void show(List<PersonCard> people, String typed) {
        answered = typed;
        found = people.stream()
                .filter(person -> !person.pid().equals(wallet.me()))
                .limit(MOST_CANDIDATES)
                .toList();
        candidates.setAll(found.stream().map(Names::person).toList());
        if (found.isEmpty()) {
            hint.set(messages.text(people.isEmpty() ? "pay.to.none" : "pay.self"));
        }
        if (firstWanted) {
            chooseFirst();
        }
    }

    /** Who does not know a name yet begins with those there is a line with. */
    private List<PersonCard> neighbours() throws HubUnreachable {
        return wallet.hub().neighbours(wallet.me()).stream()
                .map(Neighbour::person)
                .distinct()
                .limit(MOST_CANDIDATES)
                .toList();
    }

    private void showKnown(List<PersonCard> people) {
        answered = "";
        found = people;
        candidates.setAll(found.stream().map(Names::person).toList());
        hint.set(people.isEmpty() ? "" : messages.text("pay.to.known"));
    }

    private void follow(Latest asked, PaymentLink link) {
        if (link.to().equals(wallet.me())) {
            hint.set(messages.text("pay.self"));
            return;
        }
        asked.run(
                () -> {
                    boolean other = link.hub().isPresent()
                            && !link.hub().get().equals(wallet.hub().status().hub());
                    return other ? Optional.<PersonCard>empty() : wallet.hub().person(link.to());
                },
                person -> person.ifPresentOrElse(
                        payee -> {
                            linked.accept(link, payee);
                            choose(payee);
                        },
                        () -> hint.set(messages.text("pay.link.otherHub"))),
                thrown -> hint.set(messages.text("app.away")));
    }

    /** Takes one of the candidates. */
    public void choose(Person candidate) {
        found.stream()
                .filter(person -> person.pid().text().equals(candidate.pid()))
                .findFirst()
                .ifPresent(this::choose);
    }

    /**
     * Takes the first who fits what was typed, as soon as it is known who does: whoever types fast does not mean those who fit the
     * first letters.
     */
    public void chooseFirst() {
        firstWanted = !text.get().equals(answered);
        if (!firstWanted && !answered.isBlank()) {
            found.stream().findFirst().ifPresent(this::choose);
        }
    }

    /** Takes somebody. */
    public void choose(PersonCard person) {
        candidates.clear();
        hint.set("");
        chosen.set(person);
        shown.set(Names.person(person));
    }

    /** Chooses nobody. */
    public void unchoose() {
        chosen.set(null);
        shown.set(null);
        if (text.get().isEmpty()) {
            look("");
        }
        text.set("");
    }

    /** Who is chosen, as they are drawn, or null. */
    public ReadOnlyObjectProperty<@Nullable Person> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Who is chosen, or null. */
    public ReadOnlyObjectProperty<@Nullable PersonCard> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** What is typed: a name, a PID or a link. */
    public StringProperty textProperty() {
        return text;
    }

    /** Who may be meant. */
    public ObservableList<Person> candidates() {
        return shownCandidates;
    }

    /** Why nobody is found; empty for nothing. */
    public ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }
}
