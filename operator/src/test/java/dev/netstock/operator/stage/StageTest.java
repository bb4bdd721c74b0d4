package dev.netstock.operator.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.StandInStage;

import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void find_stackOnASecondPage_readsItsOutputs() {
        try (var standIn = StandInStage.withApi(_ -> "{}").output("Table", "t");
                var cloudFormation = standIn.clients().cloudFormation()) {
            Stage stage = Stage.find("prod", cloudFormation);

            assertThat(stage.stacks())
                    .extracting(DeployedStack::name)
                    .containsExactly("NetStock-prod-Api");
            assertThat(stage.output("Table")).isEqualTo("t");
        }
    }

    @Test
    void find_stageThatIsNotDeployed_namesRegionAndDeployedStages() {
        try (var standIn = StandInStage.withApi(_ -> "{}");
                var cloudFormation = standIn.clients().cloudFormation()) {
            assertThatThrownBy(() -> Stage.find("staging", cloudFormation))
                    .isInstanceOf(CommandException.class)
                    .hasMessage(
                            "Stage staging is not deployed in ap-northeast-1: there is no stack"
                                    + " NetStock-staging-*. Deployed stages: prod.");
        }
    }

    @Test
    void output_missing_saysWhatToDo() {
        try (var standIn = StandInStage.withApi(_ -> "{}");
                var cloudFormation = standIn.clients().cloudFormation()) {
            Stage stage = Stage.find("prod", cloudFormation);

            assertThatThrownBy(() -> stage.output("FilesBucket"))
                    .isInstanceOf(CommandException.class)
                    .hasMessage(
                            "The stacks of stage prod have no output FilesBucket. Deploy the stage"
                                    + " again.");
        }
    }
}
