import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import {useRouter} from '@tanstack/react-router';
import {useState} from 'react';
import {useConsole} from '../app/context';
import {NAME} from '../parts/skus';
import {SubmitForm} from '../parts/SubmitForm';

export function OrdersPage() {
  const {words} = useConsole();
  const router = useRouter();
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');

  function open() {
    const orderId = text.normalize('NFKC').trim();
    if (NAME.test(orderId)) {
      void router.navigate({to: '/orders/$orderId', params: {orderId}});
    } else {
      setFault(words.orders.invalid);
    }
  }

  return (
    <ContentLayout header={<Header variant="h1" description={words.orders.description}>{words.pages.orders}</Header>}>
      <SubmitForm onSubmit={open}>
        <FormField
          label={words.orders.id}
          constraintText={words.orders.invalid}
          errorText={fault}
          secondaryControl={<Button formAction="submit">{words.common.open}</Button>}
        >
          <Input type="search" value={text} onChange={({detail}) => setText(detail.value)} />
        </FormField>
      </SubmitForm>
    </ContentLayout>
  );
}
