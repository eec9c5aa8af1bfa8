package org.tallystick.ui.community;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.tallystick.money.EquivalentCode;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.fx.Capitals;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Rows;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.OwnHub.UnitState;
import org.tallystick.wallet.Unit;

/** What people of the hub count in, and a form for one more. On the thread of the screens. */
public final class UnitsViewModel {

    private static final long EXAMPLE = 1_234;

    /**
     * A unit.
     *
     * @param code its code
     * @param decimals as a sentence
     * @param offered whether new lines may be opened in it
     */
    public record Row(String code, String decimals, boolean offered) {}

    private final OwnerActs acts;
    private final Messages messages;
    private final Rows<Row> rows = new Rows<>();
    private final ReadOnlyBooleanWrapper governs = new ReadOnlyBooleanWrapper();
    private final StringProperty code = new SimpleStringProperty("");
    private final ObjectProperty<Integer> decimals = new SimpleObjectProperty<>(2);
    private final ReadOnlyStringWrapper promise = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean working;

    UnitsViewModel(OwnerActs acts, Messages messages) {
        this.acts = acts;
        this.messages = messages;
        Capitals.in(code);
        code.addListener((property, before, now) -> changed());
        decimals.addListener((property, before, now) -> changed());
        changed();
    }

    void show(List<UnitState> units, boolean mayDecide) {
        governs.set(mayDecide);
        rows.set(units.stream()
                .map(one -> new Row(one.unit().code(), decimals(one.unit().precision()), one.offered()))
                .toList());
    }

    private String decimals(int precision) {
        return messages.text("community.units.decimals", precision);
    }

    private String wanted() {
        return code.get().strip();
    }

    private void changed() {
        problem.set("");
        promise.set(
                wanted().isEmpty()
                        ? ""
                        : messages.text("community.units.promise", Figures.plain(EXAMPLE, decimals.get()), wanted()));
    }

    /** Defines what the form says, or says what is wrong with it. */
    public void define() {
        if (EquivalentCode.parse(wanted()).isEmpty()) {
            problem.set(messages.text("welcome.place.unitProblem"));
        } else if (rows().stream().anyMatch(row -> row.code().equals(wanted()))) {
            problem.set(messages.text("community.units.exists", wanted()));
        } else {
            act(new AdminAct.Define(new Unit(wanted(), decimals.get())), () -> code.set(""));
        }
    }

    /** Offers a unit for new lines, or not any more. */
    public void offer(Row row, boolean offered) {
        act(new AdminAct.Offer(row.code(), offered), () -> {});
    }

    private void act(AdminAct act, Runnable done) {
        if (working) {
            return;
        }
        working = true;
        problem.set("");
        acts.act(act, why -> {
            working = false;
            if (why.isEmpty()) {
                done.run();
            }
            problem.set(why);
        });
    }

    /** The units. */
    public ObservableList<Row> rows() {
        return rows.shown();
    }

    /** Whether the owner may define and switch. */
    public ReadOnlyBooleanProperty governsProperty() {
        return governs.getReadOnlyProperty();
    }

    /** What is typed for the code of a new one. */
    public StringProperty codeProperty() {
        return code;
    }

    /** The decimals of a new one, 0 to 8. */
    public ObjectProperty<Integer> decimalsProperty() {
        return decimals;
    }

    /** What the new one is going to look like; empty while it has no code. */
    public ReadOnlyStringProperty promiseProperty() {
        return promise.getReadOnlyProperty();
    }

    /** Why the last thing did not go; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
