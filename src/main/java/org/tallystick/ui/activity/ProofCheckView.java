package org.tallystick.ui.activity;

import java.io.File;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.activity.ProofCheckViewModel.Result;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.FactGrid;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Copy;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Takes a proof from a file or the clipboard, and draws what the wallet says of it. */
public final class ProofCheckView implements Screen {

    private static final List<String> PATTERNS = List.of("*.json");

    private final ProofCheckViewModel model;
    private final Messages messages;
    private final Parent root;
    private final ChangeListener<@Nullable Result> onResult = (property, before, now) -> show(now);

    @FXML
    private Button choose;

    @FXML
    private ProgressIndicator progress;

    @FXML
    private VBox result;

    @FXML
    private StackPane verdict;

    @FXML
    private Label meaning;

    @FXML
    private VBox evidenceBox;

    @FXML
    private Label evidence;

    @FXML
    private Button there;

    @FXML
    private FactGrid facts;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public ProofCheckView(ProofCheckViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        Shown.when(progress, model.workingProperty());
        Shown.set(result, false);
        facts.setCopy(label -> messages.text("activity.copy", label), fact -> Copy.text(fact.whole()));
    }

    private void show(@Nullable Result now) {
        Shown.set(result, now != null);
        if (now == null) {
            return;
        }
        verdict.getChildren().setAll(new Chip(icon(now.tone()), now.verdict(), now.tone()));
        meaning.setText(now.meaning());
        meaning.setFocusTraversable(true);
        Shown.set(evidenceBox, !now.evidence().isEmpty());
        evidence.setText(now.evidence());
        Shown.set(there, !now.show().isEmpty());
        there.setText(now.show());
        Shown.set(facts, !now.facts().isEmpty());
        facts.setFacts(now.facts());
        Focus.on(meaning);
    }

    private static Feather icon(Tone tone) {
        return switch (tone) {
            case OWED -> Feather.CHECK;
            case DANGER, WARNING -> Feather.ALERT_TRIANGLE;
            case HELD -> Feather.CLOCK;
            default -> Feather.INFO;
        };
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.resultProperty().addListener(onResult);
        show(model.resultProperty().get());
    }

    @Override
    public void focus() {
        Focus.on(choose);
    }

    @Override
    public void detach() {
        model.resultProperty().removeListener(onResult);
    }

    @FXML
    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.text("proof.choose"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(messages.text("proof.files"), PATTERNS),
                        new FileChooser.ExtensionFilter(messages.text("proof.files.all"), "*.*"));
        File chosen = chooser.showOpenDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.check(chosen.toPath());
        }
    }

    /** What was copied is the text of a proof, or the file itself. */
    @FXML
    private void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        List<File> files = clipboard.getFiles();
        if (files != null && !files.isEmpty()) {
            model.check(files.getFirst().toPath());
        } else {
            String text = clipboard.getString();
            model.check(text == null ? "" : text);
        }
    }

    @FXML
    private void goThere() {
        model.show();
    }

    @FXML
    private void close() {
        model.close();
    }
}
