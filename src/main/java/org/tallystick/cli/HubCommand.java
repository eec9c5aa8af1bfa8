package org.tallystick.cli;

import java.io.IOException;
import java.net.InetAddress;
import org.tallystick.app.DataFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.hub.HubApp;
import org.tallystick.app.hub.HubPlan;
import org.tallystick.app.hub.NewHub;
import org.tallystick.base.Json;
import org.tallystick.platform.EndSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serves a node to others until the process is told to end. */
@Command(name = "hub")
final class HubCommand extends FolderCommand {

    @Mixin
    private HubOptions hub;

    @Override
    int run() throws CommandFailure, IOException {
        HubPlan plan = hub.plan(Version.number());
        if (!DataFolder.holdsNode(options().data())) {
            ImportCommand.made(
                    NewHub.make(options().data(), options().password(), hub.practice(), hub.units(), machine()),
                    options().data());
        }
        try (EndSignal end = new EndSignal()) {
            try (NodeApp app = open(hub.acceptsUnbound());
                    HubApp serving = HubApp.start(app, plan, machine())) {
                tell(app, serving, plan);
                end.await();
            }
            end.allWell();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.refused(Messages.text("error.interrupted"));
        }
        return ExitCodes.OK;
    }

    private void tell(NodeApp app, HubApp serving, HubPlan plan) throws CommandFailure, IOException {
        String address = serving.address().toString();
        say("hub.serves", address, app.node().hub().text());
        Json.ObjBuilder facts = Json.object()
                .put("url", address)
                .put("port", serving.port())
                .put("pid", app.node().hub().text());
        serving.firstAdminCode().ifPresent(code -> facts.put("first_admin_code", code));
        json(facts.build());
        if (serving.firstAdminCode().isPresent()) {
            note("hub.code", serving.firstAdminCode().get());
        }
        if (!InetAddress.getByName(plan.settings().bind()).isLoopbackAddress() && !hub.isBehindTls()) {
            note("hub.plain", plan.settings().bind());
        }
        out().flush();
    }
}
