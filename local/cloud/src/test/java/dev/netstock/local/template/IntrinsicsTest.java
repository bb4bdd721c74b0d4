package dev.netstock.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {
    private final TemplateFixture fixture = new TemplateFixture();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'Ref': 'Name'}                                                | shelf
                    {'Ref': 'Table'}                                               | ref-of-Table
                    {'Ref': 'AWS::Region'}                                         | ap-northeast-1
                    {'Ref': 'AWS::AccountId'}                                      | 000000000000
                    {'Ref': 'AWS::Partition'}                                      | aws
                    {'Ref': 'AWS::URLSuffix'}                                      | amazonaws.com
                    {'Ref': 'AWS::StackName'}                                      | Stack
                    {'Fn::GetAtt': ['Table', 'Arn']}                               | arn-of-Table
                    {'Fn::GetAtt': 'Table.A.B'}                                    | nested
                    {'Fn::Join': ['-', ['a', {'Ref': 'Name'}, 'c']]}               | a-shelf-c
                    {'Fn::Join': ['+', {'Ref': 'Zones'}]}                          | a+b
                    {'Fn::Sub': '${Name} ${Table} ${Table.Arn} ${!Kept}'}          | shelf ref-of-Table arn-of-Table ${Kept}
                    {'Fn::Sub': ['${Own}/${Name}', {'Own': {'Ref': 'Table'}}]}     | ref-of-Table/shelf
                    {'Fn::Select': [1, ['a', 'b']]}                                | b
                    {'Fn::Select': ['2', {'Fn::Split': [':', 'a:b:c']}]}           | c
                    {'Fn::If': ['IsDev', 'yes', {'Ref': 'NeverLookedAt'}]}         | yes
                    {'Fn::If': ['IsProd', {'Ref': 'NeverLookedAt'}, 'no']}         | no
                    {'Fn::FindInMap': ['Sizes', 'dev', 'memory']}                  | 512
                    {'Fn::Base64': 'stock'}                                        | c3RvY2s=
                    {'Fn::Select': [0, {'Fn::GetAZs': ''}]}                        | ap-northeast-1a
                    {'Fn::Select': [2, {'Fn::GetAZs': 'eu-west-1'}]}               | eu-west-1c
                    """)
    void evaluate_ofASupportedIntrinsic_equalsCloudFormation(String value, String expected) {
        assertThat(fixture.evaluate(value).asText()).isEqualTo(expected);
    }

    @Test
    void evaluate_whenNoValue_dropsTheMemberAndTheElement() {
        var value =
                fixture.evaluate(
                        """
                        {'gone': {'Ref': 'AWS::NoValue'}, 'kept': 1,
                         'list': ['a', {'Fn::If': ['IsProd', 'b', {'Ref': 'AWS::NoValue'}]}]}\
                        """);

        assertThat(value).isEqualTo(TemplateFixture.json("{'kept': 1, 'list': ['a']}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'Fn::Transform': {'Name': 'x'}}                 | The intrinsic function Fn::Transform is not supported
                    {'Fn::Cidr': ['10.0.0.0/16', 2, 8]}              | The intrinsic function Fn::Cidr is not supported
                    {'Ref': 'Nobody'}                                | There is no parameter or resource Nobody
                    {'Ref': 'Subject'}                               | Subject depends on itself
                    {'Fn::GetAtt': ['Table', 'Colour']}              | The attribute Colour of T is not supported
                    {'Fn::GetAtt': 'Table'}                          | Resource and attribute are expected
                    {'Fn::Join': ['-']}                              | A list of 2 arguments is expected
                    {'Fn::Join': ['-', 'text']}                      | A list is expected
                    {'Fn::Join': ['-', [['nested']]]}                | A string is expected
                    {'Fn::Select': [2, ['a', 'b']]}                  | There is no element 2 to select
                    {'Fn::Select': [-1, ['a', 'b']]}                 | There is no element -1 to select
                    {'Fn::FindInMap': ['Sizes', 'prod', 'memory']}   | There is no mapping Sizes.prod.memory
                    {'Fn::If': ['Nobody', 1, 2]}                     | There is no condition Nobody
                    {'Fn::ImportValue': 'other'}                     | No earlier stack exports other
                    {'Fn::Sub': ['a', 'b', 'c']}                     | A string, or a string with its variables, is expected
                    {'Ref': 'Name', 'Other': 1}                      | An object with an intrinsic function must have no other members
                    '{{resolve:ssm:/password}}'                      | The dynamic reference {{resolve:ssm:/password}} is not supported
                    """)
    void evaluate_ofAnInvalidExpression_reportsTheErrorAndItsLocation(
            String value, String problem) {
        assertThatThrownBy(() -> fixture.evaluate(value))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining("(Stack: Resources.Subject.Properties.Value");
    }
}
