package org.tallystick.ui.activity;

import java.io.File;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.activity.ActivityDetailViewModel.DetailText;
import org.tallystick.ui.activity.ActivityDetailViewModel.Leg;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.AmountLabel;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.FactGrid;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.PersonTile;
import org.tallystick.ui.control.ProofSeal;
import org.tallystick.ui.control.RouteView;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Copy;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws one thing that happened: its figure and sentence, the ways it took, what it changed, and its proof. */
public final class ActivityDetailView implements Screen {

    private final ActivityDetailViewModel model;
    private final Messages messages;
    private final Parent root;
    private final ProofSeal seal = new ProofSeal(ProofSeal.Size.MEDIUM);
    private final AmountLabel amount = new AmountLabel(AmountLabel.Size.FIGURE);
    private final RouteView ways = new RouteView();
    private final ChangeListener<@Nullable DetailText> onDetail = (property, before, now) -> show(now);

    @FXML
    private Button copy;

    @FXML
    private Button save;

    @FXML
    private StackPane sealBox;

    @FXML
    private StackPane amountBox;

    @FXML
    private Label sentence;

    @FXML
    private Label when;

    @FXML
    private Label note;

    @FXML
    private VBox waysBox;

    @FXML
    private Label waysTitle;

    @FXML
    private StackPane waysHere;

    @FXML
    private Label beyond;

    @FXML
    private VBox legsBox;

    @FXML
    private VBox legs;

    @FXML
    private StackPane verdict;

    @FXML
    private FactGrid facts;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public ActivityDetailView(ActivityDetailViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        ways.setCompact(true);
        waysHere.getChildren().add(ways);
        sealBox.getChildren().add(seal);
        amountBox.getChildren().add(amount);
        facts.setCopy(label -> messages.text("activity.copy", label), fact -> copy(fact.label(), fact.whole()));
    }

    private void show(@Nullable DetailText now) {
        root.setVisible(now != null);
        seal.setRunning(false);
        if (now == null) {
            return;
        }
        ActivityRow.Content content = now.content();
        boolean figure = content.amountMinor().isPresent();
        Shown.set(amountBox, figure);
        if (figure && content.signed()) {
            amount.setBalance(content.amountMinor().getAsLong(), content.precision(), content.unit());
        } else if (figure) {
            amount.setPlain(content.amountMinor().getAsLong(), content.precision(), content.unit());
        }
        sentence.setText(content.sentence().text());
        when.setText(now.when());
        Shown.text(note, now.note());
        Shown.set(waysBox, now.ways().isPresent());
        Shown.set(beyond, now.ways().isEmpty());
        now.ways().ifPresent(map -> {
            waysTitle.setText(messages.text(map.routes().size() == 1 ? "activity.ways" : "activity.ways.many"));
            ways.show(map, RouteView.State.LIT, "");
        });
        legs.getChildren()
                .setAll(now.legs().stream().map(ActivityDetailView::leg).toList());
        Shown.set(legsBox, !now.legs().isEmpty());
        boolean nothingToCheck = now.proofJson().isEmpty();
        Shown.set(copy, !nothingToCheck);
        Shown.set(save, !nothingToCheck);
        verdict.getChildren()
                .setAll(new Chip(
                        now.verified() ? Feather.CHECK : nothingToCheck ? Feather.INFO : Feather.ALERT_TRIANGLE,
                        now.verdict(),
                        now.verified() ? Tone.OWED : nothingToCheck ? Tone.NEUTRAL : Tone.DANGER));
        Shown.set(sealBox, now.verified());
        seal.setPaid(now.atSecond(), "", now.verdict());
        facts.setFacts(now.proof());
    }

    private static Node leg(Leg leg) {
        Label text = new Label(leg.text());
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        Region space = new Region();
        HBox.setHgrow(space, Priority.SOMETIMES);
        AmountLabel amount = new AmountLabel();
        amount.setBalance(leg.amountMinor(), leg.precision(), leg.unit());
        HBox row =
                new HBox(new PersonTile(PersonTile.Size.ROW, new Person(leg.pid(), leg.name())), text, space, amount);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setFillHeight(false);
        row.getStyleClass().addAll("gap-3", "leg", "hairline-bottom");
        return row;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.detailProperty().addListener(onDetail);
        show(model.detailProperty().get());
    }

    @Override
    public void detach() {
        model.detailProperty().removeListener(onDetail);
    }

    private void copy(String what, String text) {
        Copy.text(text);
        model.copied(what);
    }

    @FXML
    private void copyProof() {
        DetailText now = model.detailProperty().get();
        if (now != null) {
            copy(messages.text("activity.proof"), now.proofJson());
        }
    }

    @FXML
    private void saveProof() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.text("activity.saveProof"));
        chooser.setInitialFileName(model.fileName());
        File chosen = chooser.showSaveDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.save(chosen.toPath());
        }
    }
}
