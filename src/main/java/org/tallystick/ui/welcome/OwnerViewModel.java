package org.tallystick.ui.welcome;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tallystick.ui.fx.Messages;

/** Whose wallet it is to be, and the password for it. On the thread of the screens. */
public final class OwnerViewModel {

    private static final int LONGEST_NAME = 100;

    private final Messages messages;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final StringProperty passwordAgain = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<PasswordStrength> strength = new ReadOnlyObjectWrapper<>(PasswordStrength.NONE);
    private final ReadOnlyBooleanWrapper asksPassword = new ReadOnlyBooleanWrapper(true);

    OwnerViewModel(Messages messages, Runnable typed) {
        this.messages = messages;
        password.addListener((property, before, now) -> strength.set(PasswordStrength.of(now)));
        for (StringProperty each : new StringProperty[] {name, password, passwordAgain}) {
            each.addListener((property, before, now) -> typed.run());
        }
    }

    /** Whether a text can be what somebody, or a community, is called. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }

    /** Says whether a password belongs to this wallet; a practice town has none. */
    void askPassword(boolean asked) {
        asksPassword.set(asked);
    }

    /** What stands against going on, as a sentence; nothing where all is there. */
    Optional<String> problem() {
        if (!isName(called())) {
            return Optional.of(messages.text("welcome.name.problem"));
        }
        if (!asksPassword.get()) {
            return Optional.empty();
        }
        if (strength.get() == PasswordStrength.WEAK) {
            return Optional.of(messages.text("welcome.password.weak"));
        }
        return password.get().equals(passwordAgain.get())
                ? Optional.empty()
                : Optional.of(messages.text("welcome.password.differ"));
    }

    /** The name without what surrounds it. */
    String called() {
        return name.get().strip();
    }

    /** A copy of the password, for whoever clears it afterwards. */
    char[] secret() {
        return password.get().toCharArray();
    }

    /** Keeps no password any longer. */
    void forget() {
        password.set("");
        passwordAgain.set("");
    }

    /** The owner's name. */
    public StringProperty nameProperty() {
        return name;
    }

    /** The password; empty for none. */
    public StringProperty passwordProperty() {
        return password;
    }

    /** The password once more. */
    public StringProperty passwordAgainProperty() {
        return passwordAgain;
    }

    /** Whether a password is asked for. */
    public ReadOnlyBooleanProperty asksPasswordProperty() {
        return asksPassword.getReadOnlyProperty();
    }

    /** How strong the password is. */
    public ReadOnlyObjectProperty<PasswordStrength> strengthProperty() {
        return strength.getReadOnlyProperty();
    }

    /** The same from 0 to 4. */
    public int strengthSteps() {
        return strength.get().steps();
    }

    /** What that means, as a sentence. */
    public String strengthText() {
        return messages.text("welcome.strength." + strength.get().name());
    }
}
