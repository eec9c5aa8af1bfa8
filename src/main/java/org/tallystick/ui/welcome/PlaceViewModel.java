package org.tallystick.ui.welcome;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tallystick.money.EquivalentCode;
import org.tallystick.ui.fx.Capitals;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.people.HubFinderViewModel;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.WalletHome;

/** In which community a wallet begins. On the thread of the screens. */
public final class PlaceViewModel {

    /** Where that is. */
    public enum Where {
        /** In one whose hub runs elsewhere. */
        HUB,
        /** In one of one's own, on this computer. */
        OWN,
        /** In the practice town. */
        TOWN
    }

    private final Messages messages;
    private final HubFinderViewModel finder;
    private final ObjectProperty<Where> where = new SimpleObjectProperty<>(Where.HUB);
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty unitCode = new SimpleStringProperty("HOUR");
    private final ObjectProperty<Integer> decimals = new SimpleObjectProperty<>(2);

    /**
     * Makes it.
     *
     * @param finder finds a hub elsewhere
     * @param changed told whenever something is said anew
     */
    PlaceViewModel(HubFinderViewModel finder, Messages messages, Runnable changed) {
        this.finder = finder;
        this.messages = messages;
        Capitals.in(unitCode);
        where.addListener((property, before, now) -> changed.run());
        for (StringProperty each : new StringProperty[] {name, unitCode, finder.textProperty()}) {
            each.addListener((property, before, now) -> changed.run());
        }
    }

    /**
     * How the wallet is to start.
     *
     * @param wrong gets what stands against it, as a sentence, unless the finder says it itself
     */
    Optional<WalletHome.Start> start(Consumer<String> wrong) {
        return switch (where.get()) {
            case OWN -> own(wrong);
            case HUB -> {
                boolean yes = finder.yesProperty().get();
                yield finder.agreed().map(offer -> new WalletHome.Start.AtHub(offer, yes));
            }
            case TOWN -> Optional.of(new WalletHome.Start.PracticeTown());
        };
    }

    private Optional<WalletHome.Start> own(Consumer<String> wrong) {
        String called = name.get().strip();
        Optional<EquivalentCode> code = EquivalentCode.parse(unitCode.get().strip());
        if (!OwnerViewModel.isName(called)) {
            wrong.accept(messages.text("welcome.place.problem"));
        } else if (code.isEmpty()) {
            wrong.accept(messages.text("welcome.place.unitProblem"));
        } else {
            return Optional.of(new WalletHome.Start.OwnCommunity(
                    called, new Unit(code.get().text(), decimals.get())));
        }
        return Optional.empty();
    }

    /** Where it is to be. */
    public ObjectProperty<Where> whereProperty() {
        return where;
    }

    /** Finds the hub elsewhere. */
    public HubFinderViewModel finder() {
        return finder;
    }

    /** What a community of one's own is called. */
    public StringProperty nameProperty() {
        return name;
    }

    /** The code of its first unit. */
    public StringProperty unitCodeProperty() {
        return unitCode;
    }

    /** The decimals of its first unit. */
    public ObjectProperty<Integer> decimalsProperty() {
        return decimals;
    }
}
