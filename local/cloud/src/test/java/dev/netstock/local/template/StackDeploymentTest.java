package dev.netstock.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class StackDeploymentTest {
    private final TemplateFixture fixture = new TemplateFixture();

    @Test
    void deploy_whenResourcesReferenceEachOther_provisionsReferencedResourcesFirst() {
        fixture.deploy(
                """
                {'Resources': {
                   'Route': {'Type': 'T', 'Properties': {'Target': {'Fn::Sub': 'x/${Function}'}}},
                   'Function': {'Type': 'T', 'DependsOn': ['Policy'],
                                'Properties': {'Role': {'Fn::GetAtt': ['Role', 'Arn']}}},
                   'Policy': {'Type': 'T', 'DependsOn': 'Role'},
                   'Role': {'Type': 'T'}}}
                """);

        assertThat(fixture.provisioner().order())
                .containsExactly("Role", "Policy", "Function", "Route");
    }

    /** On AWS, CodeDeploy switches the alias by steps; here it has its version at once. */
    @Test
    void deploy_resourceWithAnUpdatePolicy_isProvisionedWithoutIt() {
        fixture.deploy(
                """
                {'Resources': {
                   'Alias': {'Type': 'T', 'UpdatePolicy': {'CodeDeployLambdaAliasUpdate': {
                                'ApplicationName': {'Ref': 'Application'}}}},
                   'Application': {'Type': 'AWS::CodeDeploy::Application'}}}
                """);

        assertThat(fixture.provisioner().order()).containsExactly("Alias", "Application");
    }

    @Test
    void deploy_whenReferencesAreCyclic_isRejected() {
        assertThatThrownBy(
                        () ->
                                fixture.deploy(
                                        """
                                        {'Resources': {
                                           'A': {'Type': 'T', 'DependsOn': 'B'},
                                           'B': {'Type': 'T', 'Properties': {'N': {'Ref': 'A'}}}}}
                                        """))
                .isInstanceOf(TemplateException.class)
                .hasMessage("A depends on itself (Stack: Resources.B.Properties.N.Ref)");
    }

    @Test
    void deploy_whenAnotherStackExports_importsItsValue() {
        fixture.deploy(
                """
                {'Resources': {'Table': {'Type': 'T'}},
                 'Outputs': {'Name': {'Value': {'Ref': 'Table'},
                                      'Export': {'Name': {'Fn::Sub': '${AWS::StackName}:Name'}}}}}
                """);

        var outputs =
                fixture.deploy(
                        """
                        {'Outputs': {'Seen': {'Value': {'Fn::ImportValue': 'Stack:Name'}}}}\
                        """);

        assertThat(outputs).isEqualTo(Map.of("Seen", "ref-of-Table"));
    }

    @Test
    void deploy_whenAParameterIsGiven_overridesItsDefault() {
        var template =
                """
                {'Parameters': {'Size': {'Type': 'Number', 'Default': 1}},
                 'Outputs': {'Size': {'Value': {'Ref': 'Size'}}}}
                """;

        assertThat(fixture.deploy(template)).containsEntry("Size", "1");
        assertThat(fixture.deploy(template, Map.of("Size", "2"))).containsEntry("Size", "2");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'Transform': 'AWS::Serverless-2016-10-31'}         | The section Transform is not supported (Stack: Transform)
                    {'Hooks': {}}                                       | The section Hooks is not supported (Stack: Hooks)
                    {'Resources': {'A': {'Type': 'T', 'CreationPolicy': {}}}} | The resource attribute CreationPolicy is not supported (Stack: Resources.A)
                    {'Resources': {'A': {'Type': 'T', 'DependsOn': 'B'}}}   | There is no parameter or resource B (Stack: Resources.A.DependsOn)
                    {'Resources': {'A': {'Type': 'T', 'Properties': []}}}   | An object is expected (Stack: Resources.A.Properties)
                    {'Parameters': {'P': {'Type': 'String'}}, 'Outputs': {'O': {'Value': {'Ref': 'P'}}}} | The parameter P has no value (Stack: Outputs.O.Value.Ref)
                    {'Parameters': {'P': {'Type': 'AWS::SSM::Parameter::Value<String>', 'Default': '/x'}}, 'Outputs': {'O': {'Value': {'Ref': 'P'}}}} | The parameter type AWS::SSM::Parameter::Value<String> is not supported (Stack: Outputs.O.Value.Ref)
                    """)
    void deploy_whenTheTemplateIsUnsupported_reportsTheFeatureAndItsLocation(
            String template, String problem) {
        assertThatThrownBy(() -> fixture.deploy(template))
                .isInstanceOf(TemplateException.class)
                .hasMessage(problem);
    }
}
