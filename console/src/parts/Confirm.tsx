import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type {ReactNode} from 'react';
import {useConsole} from '../app/context';
import {Failure} from './Failure';

/** Asks before something is changed, and shows why it failed. */
export function Confirm(props: {
  title: string;
  action: string;
  isBusy: boolean;
  failure?: unknown;
  size?: 'medium' | 'large';
  onConfirm: () => void;
  onDismiss: () => void;
  children: ReactNode;
}) {
  const {words} = useConsole();
  return (
      <Modal
        visible
        size={props.size ?? 'medium'}
        header={props.title}
        closeAriaLabel={words.common.close}
        onDismiss={props.onDismiss}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" onClick={props.onDismiss}>
                {words.common.cancel}
              </Button>
              <Button variant="primary" loading={props.isBusy} onClick={props.onConfirm}>
                {props.action}
              </Button>
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="m">
          {props.children}
          {props.failure !== undefined && props.failure !== null && <Failure failure={props.failure} />}
        </SpaceBetween>
      </Modal>
  );
}
